using Underpin.Changes.Folder;
using Underpin.Postgres;

namespace Underpin.Steps.Lint;

/// <summary>Does the schema hold what change.yaml names: the source, its key, and what is retired?</summary>
internal sealed class SourceCheck(Session session)
{
    private const string Yaml = "change.yaml";

    public async Task RunAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        var source = folder.Source;
        var columns = await ColumnsAsync(source, cancellationToken);
        if (columns.Count == 0)
        {
            throw Refuse(source.TableLine, $"The source table {source.Table.Plain} does not exist in this database.",
                "Correct the name, write it with its schema, or connect to the right database.");
        }

        if (!columns.TryGetValue(source.Key.Name, out var key))
        {
            throw Refuse(source.KeyLine, $"{source.Table.Plain} has no column {source.Key.Name}.",
                $"Its columns: {string.Join(", ", columns.Keys)}.");
        }

        if (key.Type is not ("smallint" or "integer" or "bigint"))
        {
            throw Refuse(
                source.KeyLine, $"The source key {source.Table.Plain}.{source.Key.Name} is of type {key.Type}.",
                "This version moves sources whose key is one smallint, integer or bigint column.");
        }

        if (!key.IsUnique)
        {
            throw Refuse(
                source.KeyLine, $"The source key {source.Table.Plain}.{source.Key.Name} is not unique and not null.",
                "Name the primary key, or give the column `not null` and a unique index first.");
        }

        foreach (var column in folder.Retires.Where(column => !columns.ContainsKey(column.Column.Name)))
        {
            throw Refuse(column.Line, $"{column.Plain} is to be retired but does not exist.",
                $"The columns of {source.Table.Plain}: {string.Join(", ", columns.Keys)}.");
        }
    }

    private async Task<Dictionary<string, (string Type, bool IsUnique)>> ColumnsAsync(
        Source source, CancellationToken cancellationToken)
    {
        var columns = await session.QueryAsync(
            Sql.Of($"""
            select a.attname, format_type(a.atttypid, null), a.attnotnull and exists (
                select from pg_index i
                where i.indrelid = a.attrelid
                  and i.indisunique and i.indimmediate and i.indisvalid and i.indpred is null
                  and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')
            order by a.attnum
            """).With(source.Table.ToString()),
            row => (Name: row.Get<string>(0), Type: row.Get<string>(1), IsUnique: row.Get<bool>(2)), cancellationToken);
        return columns.ToDictionary(column => column.Name, column => (column.Type, column.IsUnique));
    }

    private static StatementException Refuse(int line, string message, string hint) =>
        new(message, hint) { File = Yaml, Line = line, ExitCode = ExitCode.Usage };
}
