using Npgsql;
using Underpin.Postgres;

namespace Underpin.Steps.Expand;

/// <summary>Runs work on the live database in one transaction that waits only shortly for locks, and tries again.</summary>
internal sealed class ShortTransactions(Database database, ExpandOptions options, TimeProvider time)
{
    /// <param name="what">Whose lock it is about, for the message when patience ends.</param>
    /// <param name="work">The work; it lets errors about locks pass.</param>
    /// <param name="report">Told whom it waits for.</param>
    public async Task RunAsync(
        string what, Func<NpgsqlConnection, CancellationToken, Task> work, Action<string> report,
        CancellationToken cancellationToken)
    {
        var patience = new Patience(options.Patience, time);
        var blockers = new Blockers(database, time);
        while (true)
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            try
            {
                await blockers.WhileAsync(connection.ProcessID, TryAsync(connection, work, cancellationToken), report);
                return;
            }
            catch (PostgresException exception) when (Patience.IsCrowded(exception))
            {
                if (!await patience.PauseAsync(cancellationToken))
                {
                    throw patience.Ended(what, blockers.Seen, exception);
                }
            }
        }
    }

    private async Task TryAsync(
        NpgsqlConnection connection, Func<NpgsqlConnection, CancellationToken, Task> work,
        CancellationToken cancellationToken)
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

        await work(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
