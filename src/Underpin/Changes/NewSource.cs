using Underpin.Changes.Folder;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Changes;

/// <summary>
/// Looks up in a database the table that a new change remodels, so that its templates name what is there.
/// </summary>
internal static class NewSource
{
    public static async Task<(Source Source, IReadOnlyList<(Identifier Name, string Type)> Retired)> FindAsync(
        Database database, string table, NewChange request, CancellationToken cancellationToken)
    {
        var name = ChangeFolderReader.Table(table);
        await using var session = await database.SessionAsync(cancellationToken);
        var shape = await TableShape.ReadAsync(session, name, cancellationToken)
            ?? throw Unknown($"There is no table {name.Plain} in database \"{session.Database}\".",
                "Write it with its schema, or connect to the right database.");
        var key = request.Key ?? OnlyKeyOf(shape);
        return (new(name, new(Known(key))), [.. request.Retires.Select(column =>
            (new Identifier(column), shape.Columns.First(held => held.Name == Known(column)).Type))]);

        string Known(string column) => shape.Find(new(column)) is not null ? column : throw Unknown(
            $"{name.Plain} has no column {column}.",
            $"Its columns: {string.Join(", ", shape.Columns.Select(held => held.Name))}.");
    }

    /// <summary>What the templates say where no table is named.</summary>
    public static (Source Source, IReadOnlyList<(Identifier Name, string Type)> Retired) Placeholder(
        NewChange request) =>
        (new Source(new("public", "your_table"), new(request.Key ?? "id")),
            [.. (request.Retires.Count > 0 ? request.Retires : ["your_column"])
                .Select(column => (new Identifier(column), "text"))]);

    private static string OnlyKeyOf(TableShape shape)
    {
        var integers = shape.Columns.Where(column => column.Type is "smallint" or "integer" or "bigint")
            .Select(column => column.Name).ToList();
        var keys = shape.UniqueKeys.Where(columns => columns is [var only] && integers.Contains(only))
            .Select(columns => columns[0]).Distinct().ToList();
        return keys is [var key] ? key : throw Unknown(
            $"{shape.Table.Plain} has "
                + $"{(keys.Count == 0 ? "no unique integer column" : "several unique integer columns")}.",
            "Say which is the key: --key COLUMN.");
    }

    private static UnderpinException Unknown(string message, string hint) =>
        new("new.unknown", message, hint) { ExitCode = ExitCode.Usage };
}
