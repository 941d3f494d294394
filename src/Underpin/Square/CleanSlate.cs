using Underpin.Postgres;
using Underpin.Square.Rows;

namespace Underpin.Square;

/// <summary>
/// Empties the tables of a scratch database again and again; rows that its schema came with are put back.
/// </summary>
/// <remarks>Much cheaper than a new database. Sequences run on: what they make is never compared.</remarks>
internal sealed class CleanSlate
{
    private readonly Sql _restore;

    private CleanSlate(Sql restore) => _restore = restore;

    /// <summary>Keeps what the tables hold now, in schema <c>underpin_seed</c>.</summary>
    public static async Task<CleanSlate> TakeAsync(Session session, CancellationToken cancellationToken)
    {
        var tables = InOrder(await TableCatalogue.ReadAsync(session, cancellationToken));
        var restore = new List<Sql>();
        if (tables.Count > 0)
        {
            restore.Add(Sql.Of($"truncate {Sql.Join(", ", tables.Select(table => Sql.Of($"{table.Name}")))} cascade"));
        }

        foreach (var table in tables)
        {
            if (await IsEmptyAsync(session, table, cancellationToken))
            {
                continue;
            }

            var kept = new QualifiedName("underpin_seed", $"{table.Name.Schema}.{table.Name.Name}");
            var columns = await StoredAsync(session, table, cancellationToken);
            await session.ExecuteAsync(Sql.Of($"""
                create schema if not exists underpin_seed;
                create table {kept} as select {columns} from {table.Name}
                """), cancellationToken);
            // Its triggers have done their work on these rows once.
            restore.Add(Sql.Of($"alter table {table.Name} disable trigger user"));
            restore.Add(
                Sql.Of($"insert into {table.Name} ({columns}) overriding system value select {columns} from {kept}"));
            restore.Add(Sql.Of($"alter table {table.Name} enable trigger user"));
        }

        return new(Sql.Join(";\n", restore));
    }

    public async Task RestoreAsync(Session session, CancellationToken cancellationToken)
    {
        if (_restore.Text.Length > 0)
        {
            await session.ExecuteAsync(_restore, cancellationToken);
        }
    }

    /// <summary>Referenced tables first, as far as no circle forbids it.</summary>
    private static List<HeldTable> InOrder(IReadOnlyList<HeldTable> tables)
    {
        var waiting = tables.ToList();
        var ordered = new List<HeldTable>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(table => table.ForeignKeys.All(key =>
                key.Table == table.Name || waiting.TrueForAll(other => other.Name != key.Table))) ?? waiting[0];
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static Task<bool> IsEmptyAsync(Session session, HeldTable table, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>(Sql.Of($"select not exists (select from {table.Name})"), cancellationToken);

    /// <summary>All columns but those that are computed from others.</summary>
    private static async Task<Sql> StoredAsync(Session session, HeldTable table, CancellationToken cancellationToken)
    {
        var names = await session.QueryAsync(
            Sql.Of($"""
                select attname::text
                from pg_attribute
                where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                order by attnum
                """).With(table.Name.ToString()),
            row => Sql.Of($"{new Identifier(row.Get<string>(0))}"), cancellationToken);
        return Sql.Join(", ", names);
    }
}
