using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>
/// Where names are looked for, as a candidate's <c>schema.sql</c> left it: its blocks run in other sessions.
/// </summary>
internal static class SearchPath
{
    /// <summary>Gives the session's search path to every later session in its database.</summary>
    public static async Task KeepAsync(Session session, CancellationToken cancellationToken)
    {
        // An empty path is what pg_dump writes, so that its own names cannot be mistaken; nobody means it for queries.
        var changed = Sql.Of($"""
            select setting <> reset_val and setting not in ('', '""')
            from pg_settings
            where name = 'search_path'
            """);
        if (!await session.ScalarAsync<bool>(changed, cancellationToken))
        {
            return;
        }

        // Of this role in this database: it wins over what the role has everywhere.
        // https://www.postgresql.org/docs/current/sql-alterrole.html
        await session.ExecuteAsync(
            Sql.Of($"""
                alter role session_user in database {new Identifier(session.Database)}
                set search_path from current
                """),
            cancellationToken);
    }
}
