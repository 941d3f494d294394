using Npgsql;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>Where names are looked for, as a candidate's <c>schema.sql</c> left it: its blocks run in other sessions.</summary>
internal static class SearchPath
{
    /// <summary>Gives the session's search path to every later session in its database.</summary>
    public static async Task KeepAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // An empty path is what pg_dump writes, so that its own names cannot be mistaken; nobody means it for queries.
        await using var changed = new NpgsqlCommand(
            "select setting <> reset_val and setting not in ('', '\"\"') from pg_settings where name = 'search_path'", connection);
        if (await changed.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        // Of this role in this database: it wins over what the role has everywhere.
        // https://www.postgresql.org/docs/current/sql-alterrole.html
        await using var keep = new NpgsqlCommand(
            Sql.Of($"alter role session_user in database {new Identifier(connection.Database)} set search_path from current").Text, connection);
        await keep.ExecuteNonQueryAsync(cancellationToken);
    }
}
