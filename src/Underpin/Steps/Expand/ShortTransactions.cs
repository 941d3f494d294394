using Npgsql;
using Underpin.Postgres;

namespace Underpin.Steps.Expand;

/// <summary>Runs work on the live database in one transaction that waits shortly for locks, and tries again.</summary>
internal sealed class ShortTransactions(Database database, ExpandOptions options, TimeProvider time)
{
    private readonly SessionSettings _limits = new()
    {
        LockTimeout = options.LockTimeout,
        StatementTimeout = TimeSpan.Zero,
        IdleTimeout = TimeSpan.FromSeconds(30),
    };

    /// <param name="what">Whose lock it is about, for the message when patience ends.</param>
    /// <param name="work">The work; it lets errors about locks pass.</param>
    /// <param name="report">Told whom it waits for.</param>
    public async Task RunAsync(
        string what, Func<Session, CancellationToken, Task> work, Action<string> report,
        CancellationToken cancellationToken)
    {
        var patience = new Patience(options.Patience, time);
        var blockers = new Blockers(database, time);
        while (true)
        {
            await using var session = await database.SessionAsync(_limits, cancellationToken);
            try
            {
                await blockers.WhileAsync(session.ProcessId, TryAsync(session, work, cancellationToken), report);
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

    private static async Task TryAsync(
        Session session, Func<Session, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken);
        await work(session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
