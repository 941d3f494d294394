using System.Text.Json;
using Underpin.Postgres;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>The marks of a change's statements: table <c>underpin.statement</c>.</summary>
internal static class Marks
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>In order; none where Underpin is not installed.</summary>
    public static async Task<IReadOnlyList<Mark>> ReadAsync(
        Session session, string change, CancellationToken cancellationToken)
    {
        var installed = await session.ScalarAsync<bool>(
            Sql.Of($"select to_regclass('underpin.statement') is not null"), cancellationToken);
        return !installed ? [] : await session.QueryAsync(
            Sql.Of($"""
            select ordinal, added::text, done_at is not null
            from underpin.statement
            where change = $1
            order by ordinal
            """).With(change), Read, cancellationToken);
    }

    /// <summary>
    /// Marks a statement, in the caller's transaction. One that is being marked by the server process of a killed run
    /// is waited for: it either commits, and then there is nothing left to do, or it is rolled back.
    /// </summary>
    /// <returns>False where the mark was there already.</returns>
    public static async Task<bool> SetAsync(
        Session session, string change, LintedStatement statement, bool done, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            Sql.Of($"""
            insert into underpin.statement (change, ordinal, text, added, done_at)
            values ($1, $2, $3, $4, case when $5 then clock_timestamp() end)
            on conflict do nothing
            """).With(
                change, statement.Statement.Ordinal, statement.Statement.Text,
                SqlValue.Json(JsonSerializer.Serialize(statement.Added, _json)), done),
            cancellationToken) == 1;

    public static Task FinishAsync(
        Session session, string change, int ordinal, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"""
            update underpin.statement
            set done_at = clock_timestamp()
            where change = $1 and ordinal = $2
            """).With(change, ordinal), cancellationToken);

    public static Task ClearAsync(
        Session session, string change, int ordinal, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"delete from underpin.statement where change = $1 and ordinal = $2").With(change, ordinal),
            cancellationToken);

    private static Mark Read(Row row) => new(
        row.Get<int>(0), JsonSerializer.Deserialize<List<AddedObject>>(row.Get<string>(1), _json)!, row.Get<bool>(2));
}
