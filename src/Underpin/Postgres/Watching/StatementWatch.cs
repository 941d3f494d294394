using System.Text.RegularExpressions;
using Npgsql;
using Underpin.Postgres.Catalog;
using Underpin.Postgres.Scripts;

namespace Underpin.Postgres.Watching;

/// <summary>
/// Runs the statements of a script in a scratch database, each in a transaction of its own, and sees what they do:
/// to the catalogue, to locks, to storage, to the session.
/// </summary>
internal sealed partial class StatementWatch
{
    private const string Probe = "underpin_probe";
    private readonly Session _session;
    private readonly CatalogSnapshot _start;
    private CatalogSnapshot _now;
    private bool _warnedOfTransaction;

    private StatementWatch(Session session, CatalogSnapshot start, IReadOnlySet<string> existed)
    {
        _session = session;
        _start = start;
        _now = start;
        Existed = existed;
        // "There is already a transaction in progress" is a warning only.
        session.Connection.Notice += (_, e) => _warnedOfTransaction |=
            e.Notice.SqlState is PostgresErrorCodes.ActiveSqlTransaction or PostgresErrorCodes.NoActiveSqlTransaction;
    }

    /// <summary>Keys of what was there before the script began.</summary>
    public IReadOnlySet<string> Existed { get; }

    /// <param name="session">A session in the scratch database.</param>
    /// <param name="ours">What an earlier run of the script has added: nobody lives in it.</param>
    public static async Task<StatementWatch> BeginAsync(
        Session session, IReadOnlyCollection<(string Type, string Identity)> ours,
        CancellationToken cancellationToken)
    {
        var start = await CatalogSnapshot.TakeAsync(session, cancellationToken);
        return new(session, start, start.Entries.Keys.Except(start.WithWhatBelongsTo(ours)).ToHashSet());
    }

    /// <param name="statement">What to run.</param>
    /// <param name="script">The text of its file, for the place of an error.</param>
    /// <exception cref="StatementException">The server refused it.</exception>
    public async Task<Observation> WatchAsync(
        Statement statement, string script, CancellationToken cancellationToken)
    {
        _warnedOfTransaction = false;
        await RunAsync("begin", cancellationToken);
        var before = await SessionState.TakeAsync(_session, cancellationToken);
        await RunAsync($"savepoint {Probe}", cancellationToken);
        try
        {
            await StatementRun.OfAsync(
                _session, statement, script, [PostgresErrorCodes.ActiveSqlTransaction], cancellationToken);
        }
        catch (PostgresException)
        {
            await RunAsync("rollback", cancellationToken);
            return await WatchAloneAsync(statement, script, cancellationToken);
        }

        if (!await IsStillOurTransactionAsync(cancellationToken))
        {
            return Empty(statement) with { ControlsTransaction = true };
        }

        var after = await SessionState.TakeAsync(_session, cancellationToken);
        var seen = await SeeAsync(statement, cancellationToken);
        var observation = seen with
        {
            Locks =
            [
                .. after.Locks.Except(before.Locks)
                    .Select(held => (Relation: Known(held.Oid), held.Mode))
                    .Where(held => held.Relation is not null)
                    .Select(held => new LockTaken(held.Relation!, Say(held.Mode))),
            ],
            Rewritten = Known(
                after.Storage.Where(file => before.Storage.GetValueOrDefault(file.Key, file.Value) != file.Value)),
            Scanned = Known(after.Scans.Where(scan => before.Scans.GetValueOrDefault(scan.Key, "0") != scan.Value)),
            SessionChanges = [.. after.Session.Except(before.Session)],
            SharedChanges = after.Shared,
        };
        // What would reach out of this database, or change what the next statement does, is not kept.
        var isKept = observation.SharedChanges.Count == 0 && observation.SessionChanges.Count == 0;
        await RunAsync(isKept ? "commit" : "rollback", cancellationToken);
        return observation;
    }

    /// <summary>
    /// What may only run outside a transaction: an index build that waits for others instead of blocking them.
    /// </summary>
    private async Task<Observation> WatchAloneAsync(
        Statement statement, string script, CancellationToken cancellationToken)
    {
        // `drop database`, `alter system` and their like must not be tried: they reach further than this database.
        if (!statement.BuildsIndexConcurrently)
        {
            return Empty(statement) with { NeedsNoTransaction = true, NotTried = true };
        }

        await StatementRun.OfAsync(_session, statement, script, [], cancellationToken);
        return await SeeAsync(statement, cancellationToken) with { NeedsNoTransaction = true };
    }

    private async Task<Observation> SeeAsync(Statement statement, CancellationToken cancellationToken)
    {
        var snapshot = await CatalogSnapshot.TakeAsync(_session, cancellationToken);
        var difference = CatalogDifference.Between(_now, snapshot);
        _now = snapshot;
        return new Observation
        {
            Statement = statement,
            Difference = new CatalogDifference
            {
                Added = difference.Added,
                Gone = [.. difference.Gone.Where(entry => Existed.Contains(entry.Key))],
                Renamed = [.. difference.Renamed.Where(pair => Existed.Contains(pair.Before.Key))],
                Altered = [.. difference.Altered.Where(change => Existed.Contains(change.Before.Key))],
            },
            After = snapshot,
            Existed = Existed,
        };
    }

    private Observation Empty(Statement statement) => new()
    {
        Statement = statement,
        Difference = new() { Gone = [], Added = [], Renamed = [], Altered = [] },
        After = _now,
        Existed = Existed,
    };

    private async Task<bool> IsStillOurTransactionAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync($"release savepoint {Probe}", cancellationToken);
            if (!_warnedOfTransaction)
            {
                return true;
            }
        }
        catch (PostgresException exception) when (exception.SqlState
            is PostgresErrorCodes.InvalidSavepointSpecification or PostgresErrorCodes.NoActiveSqlTransaction)
        {
            // Its savepoint is gone, and so the transaction that it belonged to.
        }

        await RunAsync("rollback", cancellationToken);
        return false;
    }

    private IReadOnlyList<CatalogEntry> Known(IEnumerable<KeyValuePair<string, string>> byOid) =>
        [.. byOid.Select(pair => Known(pair.Key)).OfType<CatalogEntry>()];

    private CatalogEntry? Known(string oid) =>
        _start.Relation(oid) is { } relation && Existed.Contains(relation.Key) ? relation : null;

    /// <summary><c>AccessExclusiveLock</c> as the manual writes it.</summary>
    private static string Say(string mode) =>
        Capital().Replace(mode.Replace("Lock", "", StringComparison.Ordinal), " $0").Trim().ToUpperInvariant();

    private async Task RunAsync(string text, CancellationToken cancellationToken) =>
        await _session.ExecuteAsync(Sql.Constant(text), cancellationToken);

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital();
}
