using Npgsql;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>
/// Runs statements on the live database, one at a time: each in a transaction of its own together with its mark, with
/// a short lock timeout and many tries.
/// </summary>
internal sealed class LiveScript(
    Database database, string change, string text, ExpandOptions options, TimeProvider time)
{
    private static readonly string[] _triedAgain =
    [
        PostgresErrorCodes.LockNotAvailable, PostgresErrorCodes.DeadlockDetected,
        PostgresErrorCodes.SerializationFailure,
    ];

    /// <param name="statement">What lint has watched.</param>
    /// <param name="report">Told whom it waits for.</param>
    public Task RunAsync(LintedStatement statement, Action<string> report, CancellationToken cancellationToken) =>
        statement.Alone
            ? new IndexBuild(database, change, options, time).RunAsync(statement, text, report, cancellationToken)
            : new ShortTransactions(database, options, time).RunAsync(
                statement.Statement.Place, (session, token) => RunAsync(session, statement, token), report,
                cancellationToken);

    private async Task RunAsync(
        Session session, LintedStatement statement, CancellationToken cancellationToken)
    {
        if (await Marks.SetAsync(session, change, statement, done: true, cancellationToken))
        {
            await StatementRun.OfAsync(session, statement.Statement, text, _triedAgain, cancellationToken);
        }
    }
}
