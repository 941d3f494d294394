using Underpin.Changes.Folder;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Mappings;

/// <summary>Matches the mappings of a folder with the tables of a database, and refuses what does not fit.</summary>
internal sealed class MappingReader(Session session)
{
    private const string Yaml = "change.yaml";

    private static readonly string[] _withoutEquality =
        ["json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle"];

    private static readonly string[] _cutByCast = ["varchar", "bpchar", "bit", "varbit"];

    private static readonly string[] _integers = ["int2", "int4", "int8"];

    /// <summary>The mapping of a change; every reason against it is told with its file.</summary>
    public async Task<ChangeMapping> ReadAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        var source = folder.Source;
        var table = await TableShape.ReadAsync(session, source.Table, cancellationToken)
            ?? throw Refuse(Yaml, source.TableLine, $"The source table {source.Table.Plain} is not in the database.",
                "Correct source.table, or connect to the right database.");
        RequireIntegerKey(source, table);
        var sql = new SourceSql(source);
        var targets = new List<MappedTarget>();
        foreach (var target in folder.Targets)
        {
            targets.Add(await ReadTargetAsync(source, sql, target, cancellationToken));
        }

        return new ChangeMapping
        {
            Source = source,
            SourceSql = sql,
            Targets = targets,
            Back = await ReadBackAsync(folder, sql, table, cancellationToken),
        };
    }

    private static void RequireIntegerKey(Source source, TableShape table)
    {
        var key = table.Find(source.Key) ?? throw Refuse(
            Yaml, source.KeyLine, $"The source table {source.Table.Plain} has no column {source.Key.Name}.",
            "Correct source.key.");
        if (!_integers.Contains(key.TypeName))
        {
            throw Refuse(Yaml, source.KeyLine, $"The source key {source.Table.Plain}.{key.Name} is of type {key.Type}.",
                "This version moves sources whose key is one column of type smallint, integer or bigint.");
        }

        if (table.Find(source.Entity) is null)
        {
            throw Refuse(
                Yaml, source.EntityLine, $"The source table {source.Table.Plain} has no column {source.Entity.Name}.",
                "Correct source.entity.");
        }
    }

    private async Task<MappedTarget> ReadTargetAsync(
        Source source, SourceSql sql, Target target, CancellationToken cancellationToken)
    {
        var table = await TableShape.ReadAsync(session, target.Table, cancellationToken)
            ?? throw Refuse(Yaml, target.TableLine, $"The target {target.Table.Plain} is not in the database.",
                "Create it in expand.sql and run `underpin expand` first.");
        if (!table.HasUniqueKey(target.Key))
        {
            throw Refuse(
                Yaml, target.KeyLine,
                $"The target {target.Table.Plain} has no unique index over its key ({Names(target.Key)}).",
                "Add a unique constraint in expand.sql, or correct the target's key.");
        }

        var mapping = await new MappingProbe(session, source, sql).CheckAsync(target.Mapping, cancellationToken);
        Identifier[] needed = target.Owner is { } owner ? [.. target.Key, owner] : [.. target.Key];
        var columns = Match(mapping.Statement, table, mapping.Columns, needed);
        return new MappedTarget(sql, target, mapping.Statement, columns);
    }

    private async Task<MappedTarget> ReadBackAsync(
        ChangeFolder folder, SourceSql sql, TableShape table, CancellationToken cancellationToken)
    {
        // Once the retired columns are set aside there is no way back to compare with.
        var source = folder.Source;
        var retired = folder.Retires.Select(column => column.Column).Where(column => table.Find(column) is not null);
        Identifier[] needed = [source.Key, .. retired];
        var back = await new MappingProbe(session, source, sql).CheckAsync(folder.Back, cancellationToken);
        var wanted = back.Columns.Where(column => needed.Contains(new(column))).ToList();
        var target = new Target
        {
            Table = source.Table,
            Key = [source.Key],
            Owner = source.Key,
            Mapping = folder.Back,
        };
        return new MappedTarget(sql, target, back.Statement, Match(back.Statement, table, wanted, needed))
        {
            Confined = true,
        };
    }

    private static List<MappedColumn> Match(
        Statement select, TableShape table, IReadOnlyList<string> given, IReadOnlyList<Identifier> needed)
    {
        if (needed.FirstOrDefault(column => !given.Contains(column.Name)) is { Name: { } missing })
        {
            throw Refuse(
                select.File, select.Line, $"The select gives no column {missing}, which {table.Table.Plain} needs.",
                $"Name one of its columns so: … as {missing}.");
        }

        return [.. given.Select(name => Match(select, table, name))];
    }

    private static MappedColumn Match(Statement select, TableShape table, string name)
    {
        var column = table.Find(new(name)) ?? throw Refuse(
            select.File, select.Line, $"The select gives a column {name}, which {table.Table.Plain} does not have.",
            $"{table.Table.Plain} has {string.Join(", ", table.Columns.Select(held => held.Name))}.");
        if (column.Generated)
        {
            throw Refuse(
                select.File, select.Line, $"{table.Table.Plain}.{name} is generated; the select may not give it.",
                "Leave it out.");
        }

        return new MappedColumn
        {
            Name = new(name),
            Type = Sql.FromUser(column.Type),
            Cast = !_cutByCast.Contains(column.TypeName),
            AsText = _withoutEquality.Contains(column.TypeName),
            Identity = column.Identity,
        };
    }

    private static string Names(IEnumerable<Identifier> columns) =>
        string.Join(", ", columns.Select(column => column.Name));

    private static StatementException Refuse(string file, int line, string message, string hint) =>
        new(message, hint) { File = file, Line = line, ExitCode = ExitCode.Usage };
}
