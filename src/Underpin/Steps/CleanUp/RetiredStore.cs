using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>Table <c>underpin.retired</c>.</summary>
internal sealed class RetiredStore(Database database)
{
    public async Task<IReadOnlyList<Retired>> ReadAsync(string change, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return await session.QueryAsync(
            Sql.Of($"""
            select column_name, set_aside, not_null, reads_then, writes_then, archive, sha256, rows
            from underpin.retired
            where change = $1
            order by column_name
            """).With(change), Read, cancellationToken);
    }

    public static Task AddAsync(
        Session session, string change, Retired column, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"""
            insert into underpin.retired (change, column_name, set_aside, not_null, reads_then, writes_then)
            values ($1, $2, $3, $4, $5, $6)
            -- A going back that was killed may have left its row.
            on conflict (change, column_name) do update
            set set_aside = excluded.set_aside, not_null = retired.not_null or excluded.not_null,
                reads_then = excluded.reads_then, writes_then = excluded.writes_then, set_aside_at = clock_timestamp()
            """).With(
                change, column.Column, column.SetAside, column.NotNull, column.ReadsThen, column.WritesThen),
            cancellationToken);

    public static Task RemoveAsync(Session session, string change, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"delete from underpin.retired where change = $1").With(change), cancellationToken);

    public async Task ArchivedAsync(string change, ArchiveFile file, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await session.ExecuteAsync(
            Sql.Of($"""
            update underpin.retired
            set archive = $2, sha256 = $3, rows = $4, archived_at = clock_timestamp()
            where change = $1
            """).With(change, file.Path, file.Sha256, file.Rows), cancellationToken);
    }

    public static Task DroppedAsync(Session session, string change, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"update underpin.retired set dropped_at = clock_timestamp() where change = $1").With(change),
            cancellationToken);

    private static Retired Read(Row row) => new()
    {
        Column = row.Get<string>(0),
        SetAside = row.Get<string>(1),
        NotNull = row.Get<bool>(2),
        ReadsThen = row.Get<long>(3),
        WritesThen = row.Get<long>(4),
        Archive = row.Get<string?>(5),
        Sha256 = row.Get<string?>(6),
        Rows = row.Get<long?>(7),
    };
}
