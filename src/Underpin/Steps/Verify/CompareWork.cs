using System.Data;
using System.Text.Json;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>
/// Compares both sides of a range in one snapshot: old and new commit together, so that whatever differs in it is a
/// difference indeed, however much is written meanwhile. It looks from a session of its own, which cannot write.
/// </summary>
/// <param name="database">Where the looking session is opened.</param>
/// <param name="run">The verify.</param>
/// <param name="sides">What is compared.</param>
/// <param name="newLeads">What the old schema lacks is what it cannot say.</param>
/// <param name="storedAtMost">How many discrepancies of a range and target are kept.</param>
internal sealed class CompareWork(Database database, Run run, Merge sides, bool newLeads, int storedAtMost) : RangeWork
{
    private Session? _look;

    /// <summary>Tests weaken it to see that the false alarms it prevents are real.</summary>
    internal IsolationLevel Isolation { get; init; } = IsolationLevel.RepeatableRead;

    public override async Task<RangeCounts> DoAsync(
        Session session, Batch batch, bool again, CancellationToken cancellationToken)
    {
        var look = await LookAsync(cancellationToken);
        await using var transaction = await look.BeginAsync(cancellationToken, Isolation);
        var compared = await new RangeComparison(look, batch.Range, newLeads)
            .CompareAsync(sides, storedAtMost, cancellationToken);
        await new DiscrepancyStore(session).AddAsync(run, compared.Discrepancies, cancellationToken);
        return new(
            new(compared.SourceRows, 0, 0, 0), compared.Targets.Sum(target => target.Found),
            JsonSerializer.Serialize([.. compared.Targets], TargetCountsJson.Default.TargetCountsArray));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_look is not null)
        {
            await _look.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private async Task<Session> LookAsync(CancellationToken cancellationToken) =>
        _look ??= await database.SessionAsync(
            SessionSettings.ForWork($"underpin verify {run.Change}"), cancellationToken);
}
