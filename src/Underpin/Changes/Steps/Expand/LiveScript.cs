using Npgsql;
using Underpin.Changes.Lint;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Changes.Steps.Expand;

/// <summary>
/// Runs statements on the live database, one at a time: each in a transaction of its own together with its mark, with
/// a short lock timeout and many tries.
/// </summary>
internal sealed class LiveScript(Database database, string change, string text, ExpandOptions options, TimeProvider time)
{
    /// <param name="statement">What lint has watched.</param>
    /// <param name="report">Told whom it waits for.</param>
    public Task RunAsync(LintedStatement statement, Action<string> report, CancellationToken cancellationToken) =>
        statement.Alone
            ? new IndexBuild(database, change, options, time).RunAsync(statement, text, report, cancellationToken)
            : RunInTransactionAsync(statement, report, cancellationToken);

    private async Task RunInTransactionAsync(
        LintedStatement statement, Action<string> report, CancellationToken cancellationToken)
    {
        var patience = new Patience(options.Patience, time);
        var blockers = new Blockers(database, time);
        while (true)
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            try
            {
                await blockers.WhileAsync(
                    connection.ProcessID, TryAsync(connection, statement, cancellationToken), report);
                return;
            }
            catch (PostgresException exception) when (Patience.IsCrowded(exception))
            {
                if (!await patience.PauseAsync(cancellationToken))
                {
                    throw patience.Ended(
                        $"{statement.Statement.File}:{statement.Statement.Line} ({statement.Statement.FirstLine})",
                        blockers.Seen, exception);
                }
            }
        }
    }

    private async Task TryAsync(
        NpgsqlConnection connection, LintedStatement statement, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var limits = new NpgsqlCommand(
            """
            select set_config('lock_timeout', $1, true), set_config('statement_timeout', '0', true),
                set_config('idle_in_transaction_session_timeout', '30s', true)
            """, connection)
        {
            Parameters = { new() { Value = $"{options.LockTimeout.TotalMilliseconds:0}ms" } },
        })
        {
            await limits.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await Marks.SetAsync(connection, change, statement, done: true, cancellationToken))
        {
            await StatementRun.OfAsync(
                connection, statement.Statement, text,
                [
                    PostgresErrorCodes.LockNotAvailable, PostgresErrorCodes.DeadlockDetected,
                    PostgresErrorCodes.SerializationFailure,
                ], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
