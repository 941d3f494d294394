using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;

namespace Underpin.Design.Search;

/// <summary>
/// The same history, recorded in several candidates at once, each in a transaction that is rolled back.
/// </summary>
internal sealed class CandidateTrials : IAsyncDisposable
{
    private readonly List<(CandidateDatabase Database, HistoryTrial Trial)> _all = [];
    private readonly HashSet<string> _lost = [];

    /// <summary>Those that took all of it so far.</summary>
    public IReadOnlyList<(CandidateDatabase Database, HistoryTrial Trial)> Going =>
        [.. _all.Where(one => !_lost.Contains(one.Database.Candidate.Name))];

    /// <summary>Those that did not take a legal fact: their state says nothing any more.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    public static async Task<CandidateTrials> BeginAsync(
        IEnumerable<CandidateDatabase> databases, CancellationToken cancellationToken)
    {
        var trials = new CandidateTrials();
        foreach (var database in databases)
        {
            trials._all.Add((database, await HistoryTrial.BeginAsync(database, cancellationToken)));
        }

        return trials;
    }

    /// <summary>A legal fact.</summary>
    public async Task RecordAsync(FactCall fact, CancellationToken cancellationToken)
    {
        foreach (var (database, trial) in Going)
        {
            if (!await trial.AcceptsAsync(fact, cancellationToken))
            {
                _lost.Add(database.Candidate.Name);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, trial) in _all)
        {
            await trial.DisposeAsync();
        }
    }
}
