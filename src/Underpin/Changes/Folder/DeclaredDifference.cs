using Underpin.Postgres;
using Underpin.Yaml;

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

    /// <summary>
    /// Only rows that the change lacks (<c>missing</c>), has besides (<c>extra</c>), or holds with other values
    /// (<c>stale</c>); null: all three.
    /// </summary>
    public string? Class { get; init; }

    /// <summary>Only rows that differ in no other column; none: whichever.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>
    /// Only rows for which this condition holds, asked of the table on the side that has the row; null: all.
    /// </summary>
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
        ? $"question {Question}{Part(" in ", Scenario is null ? null : $"\"{Scenario}\"")}"
        : Table.Plain + Part(", ", Class) + Part(" in ", Columns.Count == 0 ? null : string.Join(", ", Columns))
            + Part(", where ", Where);

    /// <summary>Those that are whole; of the others there are complaints.</summary>
    public static IReadOnlyList<DeclaredDifference> Read(YamlFields change)
    {
        string[] names = ["table", "class", "columns", "where", "question", "scenario", "because"];
        var differences = change.OptionalList("differs", "the difference", names);
        return [.. differences.Select(ReadOne).OfType<DeclaredDifference>()];
    }

    private static DeclaredDifference? ReadOne(YamlFields fields)
    {
        var (table, question) = (fields.OptionalText("table"), fields.OptionalText("question"));
        var because = fields.Text("because");
        var ofTable = fields.Means("table");
        if (ofTable == fields.Means("question"))
        {
            fields.Complain("differs", "A difference must say either \"table\" or \"question\".",
                "table: rows of it differ; question: it is answered otherwise.");
            return null;
        }

        string[] strangers = ofTable ? ["scenario"] : ["class", "columns", "where"];
        foreach (var stray in strangers.Where(fields.Says))
        {
            fields.Complain(stray, $"\"{stray}\" says nothing of a {(ofTable ? "table" : "question")}.",
                "class, columns and where belong to a table, scenario to a question.");
        }

        // Whole or not, all of it is read: its complaints count.
        var difference = new DeclaredDifference
        {
            Table = table is null ? null : ChangeFolderReader.Table(table),
            Class = ReadClass(fields),
            Columns = [.. fields.Texts("columns").Select(column => column.Text)],
            Where = fields.OptionalText("where"),
            Question = question,
            Scenario = fields.OptionalText("scenario"),
            Because = because ?? "",
            Line = fields.PlaceOf(ofTable ? "table" : "question").Line,
        };
        return because is null ? null : difference;
    }

    private static string? ReadClass(YamlFields fields)
    {
        var name = fields.OptionalText("class");
        if (name is not null && !_classes.Contains(name))
        {
            fields.Complain("class", $"A difference is missing, extra or stale, not \"{name}\".",
                $"Did you mean \"{NearestName.To(name, _classes)}\"?");
        }

        return name;
    }

    private static string Part(string before, string? what) => what is null ? "" : before + what;
}
