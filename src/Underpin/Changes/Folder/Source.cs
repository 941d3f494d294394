using Underpin.Postgres;
using Underpin.Yaml;

namespace Underpin.Changes.Folder;

/// <summary>The table whose rows are remodelled, and the column that says what one unit of work is.</summary>
internal sealed record Source(QualifiedName Table, Identifier Key)
{
    /// <summary>
    /// The column that the application uses as its key in dual writes; the source key where not said.
    /// </summary>
    public Identifier Entity { get; init; } = Key;

    /// <summary>Where change.yaml names the table; for messages.</summary>
    public int TableLine { get; init; } = 1;

    /// <inheritdoc cref="TableLine"/>
    public int KeyLine { get; init; } = 1;

    /// <inheritdoc cref="TableLine"/>
    public int EntityLine { get; init; } = 1;

    /// <summary>Null, and a complaint, where it is not whole.</summary>
    public static Source? Read(YamlFields change)
    {
        if (change.Fields("source", "table", "key", "entity", "lock", "depends") is not { } fields)
        {
            return null;
        }

        if (new[] { "lock", "depends" }.FirstOrDefault(fields.Says) is { } early)
        {
            fields.Complain(early, "\"lock\" and \"depends\" of source are not supported yet.",
                "This version moves sources in which a key is one row.");
        }

        var (table, column, entity) = (fields.Text("table"), fields.Text("key"), fields.OptionalText("entity"));
        if (table is null || column is null)
        {
            return null;
        }

        var key = new Identifier(column);
        return new(ChangeFolderReader.Table(table), key)
        {
            Entity = entity is null ? key : new(entity),
            TableLine = fields.PlaceOf("table").Line,
            KeyLine = fields.PlaceOf("key").Line,
            EntityLine = fields.PlaceOf("entity").Line,
        };
    }
}
