using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Steps.CleanUp;

/// <summary>Runs a folder's own clean-up.sql, and sees that it took away what the change retires.</summary>
internal static class CleanUpScript
{
    public static async Task RunAsync(
        Session session, ChangeFolder folder, ScriptFile script, CancellationToken cancellationToken)
    {
        foreach (var statement in Script.Split(script.Name, script.Text))
        {
            try
            {
                await session.ExecuteAsync(Sql.FromUser(statement.Text), cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState != PostgresErrorCodes.LockNotAvailable)
            {
                throw new StatementException(
                    exception.MessageText, exception.Hint ?? "Nothing was dropped; mend clean-up.sql.", exception)
                {
                    File = script.Name,
                    Line = statement.Line,
                    SqlState = exception.SqlState,
                };
            }
        }

        foreach (var column in folder.Retires)
        {
            var look = Sql.Of($"""
                select exists (
                    select from pg_attribute
                    where attrelid = to_regclass($1) and attname = $2 and not attisdropped)
                """).With(column.Table.ToString(), column.Column.Name);
            if (await session.ScalarAsync<bool>(look, cancellationToken))
            {
                throw new UnderpinException(
                    "clean-up.incomplete",
                    $"{script.Name} ran, but {column.Plain} is still there; nothing was dropped.",
                    "Add the missing `alter table … drop column`, or remove clean-up.sql to have it generated.");
            }
        }
    }
}
