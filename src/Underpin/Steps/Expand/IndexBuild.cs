using Npgsql;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>
/// Builds an index concurrently: outside a transaction, and without the short lock timeout, because it waits for every
/// transaction that is older and leaves an invalid index behind when it gives up.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY</remarks>
internal sealed class IndexBuild(Database database, string change, ExpandOptions options, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(
        LintedStatement statement, string text, Action<string> report, CancellationToken cancellationToken)
    {
        var patience = new Patience(options.Patience, time);
        await using var session = await database.SessionAsync(cancellationToken);
        await TakeTurnAsync(session, patience, report, cancellationToken);
        await RefuseForeignLeftoverAsync(session, statement, text, cancellationToken);
        await Marks.SetAsync(session, change, statement, done: false, cancellationToken);
        var blockers = new Blockers(database, time);
        while (true)
        {
            await SetPatienceAsync(session, patience, cancellationToken);
            try
            {
                await blockers.WhileAsync(
                    session.ProcessId,
                    StatementRun.OfAsync(
                        session, statement.Statement, text,
                        [PostgresErrorCodes.LockNotAvailable, PostgresErrorCodes.DeadlockDetected], cancellationToken),
                    report);
                await Marks.FinishAsync(session, change, statement.Statement.Ordinal, cancellationToken);
                return;
            }
            catch (Exception exception) when (
                exception is PostgresException or StatementException && session.IsOpen)
            {
                await DropInvalidAsync(session, statement.Added, cancellationToken);
                if (exception is not PostgresException crowded || !Patience.IsCrowded(crowded))
                {
                    throw;
                }

                if (!await patience.PauseAsync(cancellationToken))
                {
                    throw patience.Ended(statement.Statement.Place, blockers.Seen, exception);
                }
            }
        }
    }

    /// <summary>What a killed run left of its index builds: a finished one is marked, an invalid one removed.</summary>
    public async Task SettleAsync(
        IEnumerable<Mark> begun, Action<string> report, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        var patience = new Patience(options.Patience, time);
        await TakeTurnAsync(session, patience, report, cancellationToken);
        await SetPatienceAsync(session, patience, cancellationToken);
        foreach (var mark in begun)
        {
            await DropInvalidAsync(session, mark.Added, cancellationToken);
            if (mark.Added.Count > 0 && await AreValidAsync(session, mark.Added, cancellationToken))
            {
                await Marks.FinishAsync(session, change, mark.Ordinal, cancellationToken);
            }
        }
    }

    /// <summary>
    /// The server process of a killed run goes on building; it holds this lock, of the session, until it ends. Waiting
    /// is done by trying: a waiting statement would hold a snapshot, and the build waits for older snapshots.
    /// </summary>
    private async Task TakeTurnAsync(
        Session session, Patience patience, Action<string> report, CancellationToken cancellationToken)
    {
        while (true)
        {
            var take = Sql.Of($"select pg_try_advisory_lock(hashtextextended('index build of ' || $1, 0))");
            if (await session.ScalarAsync<bool>(take.With(change), cancellationToken))
            {
                return;
            }

            const string Who = "the index build of an earlier run, which the server still works on";
            report(Who);
            if (patience.Left <= TimeSpan.Zero)
            {
                throw patience.Ended("The next index build", Who, cause: null);
            }

            await Task.Delay(_look, time, cancellationToken);
        }
    }

    /// <summary>What is left of the patience, and a moment where nothing is: zero would be for ever.</summary>
    private static Task SetPatienceAsync(Session session, Patience patience, CancellationToken cancellationToken) =>
        session.SetAsync(
            new()
            {
                LockTimeout = Patience.Longer(patience.Left, TimeSpan.FromMilliseconds(1)),
                StatementTimeout = TimeSpan.Zero,
            }, cancellationToken);

    /// <summary>
    /// An invalid index that is not ours would be hidden from the copy, and hide ours with <c>if not exists</c>.
    /// </summary>
    private async Task RefuseForeignLeftoverAsync(
        Session session, LintedStatement statement, string text, CancellationToken cancellationToken)
    {
        var marks = await Marks.ReadAsync(session, change, cancellationToken);
        var invalid = await InvalidAsync(session, statement.Added, cancellationToken);
        if (invalid.Count > 0 && marks.All(mark => mark.Ordinal != statement.Statement.Ordinal))
        {
            throw Position.Refuse(
                statement.Statement.File, text, statement.Statement.Offset,
                $"The index {invalid[0]} is there already, and invalid: an earlier attempt failed.",
                $"Remove it (`drop index concurrently {invalid[0]}`) and run the command again.");
        }
    }

    private static async Task DropInvalidAsync(
        Session session, IReadOnlyList<AddedObject> added, CancellationToken cancellationToken)
    {
        foreach (var index in await InvalidAsync(session, added, cancellationToken))
        {
            await session.ExecuteAsync(
                Sql.Of($"drop index concurrently if exists {Sql.Constant(index)}"), cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>> InvalidAsync(
        Session session, IReadOnlyList<AddedObject> added, CancellationToken cancellationToken) =>
        await session.QueryAsync(
            Sql.Of($"""
            select i.indexrelid::regclass::text
            from pg_index i
            where i.indexrelid in (select to_regclass(name) from unnest($1) as name) and not i.indisvalid
            """).With(Names(added)), row => row.Get<string>(0), cancellationToken);

    private static async Task<bool> AreValidAsync(
        Session session, IReadOnlyList<AddedObject> added, CancellationToken cancellationToken) =>
        await session.ScalarAsync<bool?>(
            Sql.Of($"select bool_and(to_regclass(name) is not null) from unnest($1) as name").With(Names(added)),
            cancellationToken) is true;

    private static string[] Names(IReadOnlyList<AddedObject> added) => [.. added.Select(index => index.Identity)];
}
