using Underpin.Yaml;

namespace Underpin.Design.Folder;

/// <summary>Reads arguments and expected rows.</summary>
internal sealed class ValueReader(YamlReader yaml)
{
    /// <summary>One value for each parameter; null, and a complaint, where they do not fit.</summary>
    public IReadOnlyList<Value>? Arguments(YamlValue node, Signature signature)
    {
        // A single argument needs no brackets.
        IReadOnlyList<YamlValue> items = node switch
        {
            YamlList list => list.Items,
            _ when node.IsNothing && signature.Parameters.Count == 0 => [],
            _ => [node],
        };
        if (items.Count == signature.Parameters.Count)
        {
            return All(items, signature.Parameters, $"of {signature.Name}");
        }

        var lacks = items.Count < signature.Parameters.Count;
        yaml.Complain(node,
            $"{signature.Name} takes {Count(signature.Parameters.Count, "argument")}, not {items.Count}.",
            $"It is {signature.Say()}.{(lacks ? " Write ~ for what is not known." : "")}");
        return null;
    }

    /// <summary>
    /// The rows under <c>is:</c>; null, and a complaint, where they do not fit the question's columns.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Value>>? Rows(YamlValue node, Question question)
    {
        var columns = question.Returns;
        if (node is YamlText { IsPlain: true, Text: "none" } or YamlList { Items.Count: 0 })
        {
            return [];
        }

        IReadOnlyList<YamlValue> rows = node switch
        {
            YamlList list when columns.Count == 1 || list.Items.All(item => item is YamlList) => list.Items,
            _ => [node],
        };
        var read = rows.Select(row => Row(row, question)).ToList();
        return read.Contains(null) ? null : [.. read.OfType<List<Value>>()];
    }

    private List<Value>? Row(YamlValue node, Question question)
    {
        var columns = question.Returns;
        IReadOnlyList<YamlValue> items = node is YamlList list && !(columns.Count == 1 && IsArray(columns[0]))
            ? list.Items : [node];
        if (items.Count == columns.Count)
        {
            return All(items, columns, $"that {question.Name} returns");
        }

        yaml.Complain(node, $"A row of {question.Name} has {Count(columns.Count, "column")}, not {items.Count}.",
            $"It is {question.Say()}. Several rows are a list of lists; `is: none` means no row.");
        return null;
    }

    private List<Value>? All(IReadOnlyList<YamlValue> items, IReadOnlyList<Parameter> parameters, string whose)
    {
        var values = items.Zip(parameters, (item, parameter) => Value(item, parameter, whose)).ToList();
        return values.Contains(null) ? null : [.. values.OfType<Value>()];
    }

    private Value? Value(YamlValue node, Parameter parameter, string whose)
    {
        var line = node.Place.Line;
        switch (node)
        {
            case { IsNothing: true }:
                return new(null, line);
            case YamlText { Text: var text }:
                return IsClear(text, parameter, node, whose) ? new(text, line) : null;
            case YamlList list when IsArray(parameter):
                return new(ArrayLiteral(list), line);
            default:
                yaml.Complain(
                    node, $"{parameter.Name} {whose} must be a value of type {parameter.Type}, not {node.Kind}.");
                return null;
        }
    }

    /// <summary>Days and moments begin year-month-day: the server would guess at anything else.</summary>
    private bool IsClear(string text, Parameter parameter, YamlValue node, string whose)
    {
        var isDay = parameter.Type.Equals("date", StringComparison.OrdinalIgnoreCase);
        var isMoment = parameter.Type.StartsWith("timestamp", StringComparison.OrdinalIgnoreCase);
        if ((!isDay && !isMoment) || text is "infinity" or "-infinity"
            || Days.Parse(isMoment && text.Length > 10 ? text[..10] : text) is not null)
        {
            return true;
        }

        yaml.Complain(node, $"{parameter.Name} {whose} must be a day, not \"{text}\".", Days.Instead(text));
        return false;
    }

    private static bool IsArray(Parameter parameter) => parameter.Type.EndsWith("[]", StringComparison.Ordinal);

    /// <remarks>https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO</remarks>
    private static string ArrayLiteral(YamlList list) =>
        "{" + string.Join(",", list.Items.Select(item => item switch
        {
            _ when item.IsNothing => "NULL",
            YamlList inner => ArrayLiteral(inner),
            YamlText text => "\"" + text.Text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
            _ => "NULL",
        })) + "}";

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
