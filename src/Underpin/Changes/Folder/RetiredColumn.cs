using Underpin.Postgres;
using Underpin.Yaml;

namespace Underpin.Changes.Folder;

/// <summary>A column of the old schema that goes away in the last step.</summary>
internal sealed record RetiredColumn(QualifiedName Table, Identifier Column)
{
    /// <summary>As the folder names it: <c>golf_courses.architect_1</c>.</summary>
    public string Plain => $"{Table.Plain}.{Column.Name}";

    /// <summary>Where change.yaml names it; for messages.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Those of the source; of the others there are complaints.</summary>
    /// <param name="change">What change.yaml says.</param>
    /// <param name="source">Null where it is not whole: then nothing can be told of its columns.</param>
    public static IReadOnlyList<RetiredColumn> Read(YamlFields change, Source? source)
    {
        var texts = change.Texts("retires");
        if (source is null)
        {
            return [];
        }

        var retired = new List<RetiredColumn>();
        foreach (var (place, text) in texts.Select(text => (text.Place, text.Text)))
        {
            var dot = text.LastIndexOf('.');
            var table = dot < 0 ? source.Table : ChangeFolderReader.Table(text[..dot]);
            if (table == source.Table)
            {
                retired.Add(new(table, new(text[(dot + 1)..])) { Line = place.Line });
            }
            else
            {
                change.Complain(place, $"\"{text}\" is not a column of the source, {source.Table.Plain}.",
                    $"Write {source.Table.Plain}.COLUMN: this version retires columns of the source table.");
            }
        }

        return retired;
    }
}
