using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Folder;

/// <summary>Reads arguments and expected rows.</summary>
internal sealed class ValueReader(YamlFile yaml)
{
    /// <summary>One value for each parameter; null, and a complaint, where they do not fit.</summary>
    public IReadOnlyList<Value>? Arguments(YamlNode node, Signature signature)
    {
        // A single argument needs no brackets.
        IReadOnlyList<YamlNode> items = node switch
        {
            YamlSequenceNode list => [.. list.Children],
            _ when YamlFile.IsNothing(node) && signature.Parameters.Count == 0 => [],
            _ => [node],
        };
        if (items.Count == signature.Parameters.Count)
        {
            return All(items, signature.Parameters, $"of {signature.Name}");
        }

        yaml.Complain(node,
            $"{signature.Name} takes {Count(signature.Parameters.Count, "argument")}, not {items.Count}.",
            $"It is {signature.Say()}.{(items.Count < signature.Parameters.Count ? " Write ~ for what is not known." : "")}");
        return null;
    }

    /// <summary>The rows under <c>is:</c>; null, and a complaint, where they do not fit the question's columns.</summary>
    public IReadOnlyList<IReadOnlyList<Value>>? Rows(YamlNode node, Question question)
    {
        var columns = question.Returns;
        if (node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "none" } or YamlSequenceNode { Children.Count: 0 })
        {
            return [];
        }

        IReadOnlyList<YamlNode> rows = node switch
        {
            YamlSequenceNode list when columns.Count == 1 || list.All(item => item is YamlSequenceNode) => [.. list.Children],
            _ => [node],
        };
        var read = rows.Select(row => Row(row, question)).ToList();
        return read.Contains(null) ? null : [.. read.OfType<List<Value>>()];
    }

    private List<Value>? Row(YamlNode node, Question question)
    {
        var columns = question.Returns;
        IReadOnlyList<YamlNode> items = node is YamlSequenceNode list && !(columns.Count == 1 && IsArray(columns[0]))
            ? [.. list.Children] : [node];
        if (items.Count == columns.Count)
        {
            return All(items, columns, $"that {question.Name} returns");
        }

        yaml.Complain(node, $"A row of {question.Name} has {Count(columns.Count, "column")}, not {items.Count}.",
            $"It is {question.Say()}. Several rows are a list of lists; `is: none` means no row.");
        return null;
    }

    private List<Value>? All(IReadOnlyList<YamlNode> items, IReadOnlyList<Parameter> parameters, string whose)
    {
        var values = items.Zip(parameters, (item, parameter) => Value(item, parameter, whose)).ToList();
        return values.Contains(null) ? null : [.. values.OfType<Value>()];
    }

    private Value? Value(YamlNode node, Parameter parameter, string whose)
    {
        var line = (int)Math.Max(1, node.Start.Line);
        switch (node)
        {
            case var nothing when YamlFile.IsNothing(nothing):
                return new(null, line);
            case YamlScalarNode scalar:
                return IsClear(scalar.Value ?? "", parameter, node, whose) ? new(scalar.Value, line) : null;
            case YamlSequenceNode list when IsArray(parameter):
                return new(ArrayLiteral(list), line);
            default:
                yaml.Complain(node, $"{parameter.Name} {whose} must be a value of type {parameter.Type}, not {YamlFile.Kind(node)}.");
                return null;
        }
    }

    /// <summary>Days and moments begin year-month-day: the server would guess at anything else.</summary>
    private bool IsClear(string text, Parameter parameter, YamlNode node, string whose)
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
    private static string ArrayLiteral(YamlSequenceNode list) =>
        "{" + string.Join(",", list.Select(item => item switch
        {
            _ when YamlFile.IsNothing(item) => "NULL",
            YamlSequenceNode inner => ArrayLiteral(inner),
            YamlScalarNode scalar => "\"" + (scalar.Value ?? "").Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
            _ => "NULL",
        })) + "}";

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
