using Underpin.Postgres;

namespace Underpin.Changes.Folder;

/// <summary>
/// A difference between what the change makes of the old rows and what the new schema records itself, or between an
/// answer and the one promised, that is known and accepted: it is counted, and no finding.
/// </summary>
internal sealed record DeclaredDifference
{
    private static readonly string[] _classes = ["missing", "extra", "stale"];

    /// <summary>The table whose rows differ; null where it is about a question.</summary>
    public QualifiedName? Table { get; init; }

    /// <summary>Only rows that the change lacks (<c>missing</c>), has besides (<c>extra</c>), or holds with other values (<c>stale</c>); null: all three.</summary>
    public string? Class { get; init; }

    /// <summary>Only rows that differ in no other column; none: whichever.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Only rows for which this condition holds, asked of the table on the side that has the row; null: all.</summary>
    public string? Where { get; init; }

    /// <summary>The question that is answered otherwise; null where it is about a table.</summary>
    public string? Question { get; init; }

    /// <summary>Only in the scenario of this title; null: in all.</summary>
    public string? Scenario { get; init; }

    public required string Because { get; init; }

    /// <summary>Where it stands in change.yaml.</summary>
    public required int Line { get; init; }

    /// <summary>What it covers, for people.</summary>
    public string Say() => Table is null
        ? $"question {Question}{(Scenario is null ? "" : $" in \"{Scenario}\"")}"
        : $"{Table.Plain}{(Class is null ? "" : $", {Class}")}{(Columns.Count == 0 ? "" : $" in {string.Join(", ", Columns)}")}"
            + (Where is null ? "" : $", where {Where}");

    public static DeclaredDifference Read(YamlMap map)
    {
        map.Allow("table", "class", "columns", "where", "question", "scenario", "because");
        var table = map.OptionalText("table");
        var question = map.OptionalText("question");
        if (table is null == question is null)
        {
            throw map.Complaint("differs", "a difference must say either \"table\" or \"question\".",
                "table: rows of it differ; question: it is answered otherwise.");
        }

        string[] strangers = table is null ? ["class", "columns", "where"] : ["scenario"];
        if (strangers.FirstOrDefault(map.Has) is { } stray)
        {
            throw map.Complaint(stray, $"\"{stray}\" says nothing of a {(table is null ? "question" : "table")}.",
                "class, columns and where belong to a table, scenario to a question.");
        }

        return new()
        {
            Table = table is null ? null : ChangeFolderReader.Name(table),
            Class = map.OptionalText("class") is not { } name ? null
                : _classes.Contains(name) ? name
                : throw map.Complaint("class", $"a difference is missing, extra or stale, not \"{name}\".",
                    $"Did you mean \"{NearestName.To(name, _classes)}\"?"),
            Columns = map.Texts("columns"),
            Where = map.OptionalText("where"),
            Question = question,
            Scenario = map.OptionalText("scenario"),
            Because = map.Text("because"),
            Line = map.Line(table is null ? "question" : "table"),
        };
    }
}
