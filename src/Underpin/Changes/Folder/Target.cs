using Underpin.Postgres;
using Underpin.Yaml;

namespace Underpin.Changes.Folder;

/// <summary>A table of the new schema, and the mapping that says which rows it should hold.</summary>
internal sealed record Target
{
    public required QualifiedName Table { get; init; }

    /// <summary>The columns that tell its rows apart; a unique index of the table covers just these.</summary>
    public required IReadOnlyList<Identifier> Key { get; init; }

    /// <summary>A row may be owed to many source keys: it is added, never taken away.</summary>
    public bool Shared { get; init; }

    /// <summary>The column that holds the source key a row belongs to; null where shared.</summary>
    public Identifier? Owner { get; init; }

    public required ScriptFile Mapping { get; init; }

    /// <summary>Where change.yaml names the table; for messages.</summary>
    public int TableLine { get; init; } = 1;

    /// <inheritdoc cref="TableLine"/>
    public int KeyLine { get; init; } = 1;

    /// <summary>Those that are whole; of the others there are complaints.</summary>
    public static IReadOnlyList<Target> Read(YamlFields change, ChangeFiles files) =>
    [
        .. change.List("targets", "the target", "table", "key", "shared", "owner")
            .Select(fields => ReadOne(fields, files)).OfType<Target>(),
    ];

    private static Target? ReadOne(YamlFields fields, ChangeFiles files)
    {
        var text = fields.Text("table");
        var (key, shared, owner) = (fields.Texts("key"), fields.Flag("shared"), fields.OptionalText("owner"));
        var what = text is null ? "The target" : $"The target {text}";
        if (!fields.Means("key"))
        {
            fields.Complain("key", $"{what} lacks \"key\".", "Name the columns that tell its rows apart.");
        }

        if (fields.Means("shared") == fields.Means("owner"))
        {
            fields.Complain("owner", $"{what} must say either \"shared: true\" or \"owner: COLUMN\".",
                "owner names the column that holds the source key; a row of a shared target is owed to many.");
        }

        if (text is null)
        {
            return null;
        }

        var table = ChangeFolderReader.Table(text);
        var mapping = files.Required($"{table.Plain}.sql", $"It selects the rows that {table.Plain} should hold.");
        return mapping is null ? null : new()
        {
            Table = table,
            Key = [.. key.Select(column => new Identifier(column.Text))],
            Shared = shared,
            Owner = owner is null ? null : new(owner),
            Mapping = mapping,
            TableLine = fields.PlaceOf("table").Line,
            KeyLine = fields.PlaceOf("key").Line,
        };
    }
}
