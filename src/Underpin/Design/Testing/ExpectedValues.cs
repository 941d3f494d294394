using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>The values of the scenarios as the server prints them, by type and text.</summary>
internal sealed class ExpectedValues(IReadOnlyDictionary<(string Type, string Text), string> printed)
{
    /// <summary>The rows that a question returned against those that it should.</summary>
    public AnswerComparison Compare(Answer answer, IReadOnlyList<IReadOnlyList<string?>> actual)
    {
        var columns = answer.Call.Question.Returns;
        return AnswerComparison.Of(
            [
                .. answer.Rows
                    .Select(row => row.Zip(columns, (value, column) => Printed(column.Type, value.Text)).ToList()),
            ],
            [.. actual.Select(row => row.Count == columns.Count
                ? row.Zip(columns, (text, column) => Normal(column.Type, text)).ToList()
                : row)]);
    }

    /// <summary>As the server prints it; as it stands where the server was not asked.</summary>
    private string? Printed(string type, string? text) =>
        text is null ? null : Normal(type, printed.GetValueOrDefault((type, text), text));

    /// <summary>1.50 and 1.5 are the same number.</summary>
    private static string? Normal(string type, string? text) =>
        text is not null && text.Contains('.', StringComparison.Ordinal)
        && (type.StartsWith("numeric", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("decimal", StringComparison.OrdinalIgnoreCase))
            ? text.TrimEnd('0').TrimEnd('.') : text;
}
