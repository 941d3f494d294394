using System.Collections.Concurrent;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>Compares every range of a change in one direction.</summary>
/// <param name="extraIsInexpressible">The new schema leads: what the old one lacks is what it cannot say.</param>
internal sealed class VerifyPass(
    Database database, ChangeMapping mapping, VerifyOptions options, bool extraIsInexpressible, TimeProvider time)
{
    private readonly ConcurrentBag<(Batch Batch, RangeComparison Comparison)> _compared = [];

    public async Task<Pass> RunAsync(Run wanted, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var failures = new WriteFailures(database);
        // Only failures that are seen now: their old write is in every snapshot that is taken from here on.
        var open = await failures.UnresolvedAsync(wanted.Change, wanted.Direction, cancellationToken);
        var runs = new RunStore(database);
        var run = await runs.BeginAsync(wanted, mapping.SourceSql, cancellationToken);
        await CompareAsync(run, await runs.BatchesAsync(run, cancellationToken), progress, cancellationToken);
        run = await runs.FinishAsync(run, cancellationToken);
        var pass = Sum(run, time.GetElapsedTime(started));
        return pass.Found > 0 || open.Count == 0
            ? pass
            : pass with { FailuresResolved = await failures.ResolveAsync(open.Keys, "verify", cancellationToken) };
    }

    private async Task CompareAsync(
        Run run, IReadOnlyList<Batch> batches, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<Batch>(batches);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(async _ =>
        {
            try
            {
                await using var connection = await WorkSession.OpenAsync(
                    database, $"underpin verify {run.Change}", together.Token);
                var comparer = new RangeComparer(
                    connection, Merge.For(mapping, run.Direction), extraIsInexpressible);
                while (waiting.TryDequeue(out var batch))
                {
                    var found = await comparer.CompareAsync(batch.Range, options.StoredAtMost, together.Token);
                    await new DiscrepancyStore(database).AddAsync(run, batch, found, together.Token);
                    _compared.Add((batch, found));
                    var done = _compared.Sum(compared => compared.Comparison.SourceRows);
                    var inAll = (batches.Count - 1L) * run.BatchSize;
                    progress?.Report(new(done, Math.Max(inAll, done), "rows"));
                }
            }
            catch
            {
                await together.CancelAsync();
                throw;
            }
        }));
    }

    private Pass Sum(Run run, TimeSpan elapsed)
    {
        var inOrder = _compared.OrderBy(compared => compared.Batch.Ordinal).Select(compared => compared.Comparison).ToList();
        return new Pass
        {
            Run = run,
            SourceRows = inOrder.Sum(comparison => comparison.SourceRows),
            Targets =
            [
                .. inOrder
                    .SelectMany(comparison => comparison.Targets)
                    .GroupBy(counts => counts.Target)
                    .Select(counts => counts.Aggregate((one, other) => one.Plus(other))),
            ],
            Discrepancies = [.. inOrder.SelectMany(comparison => comparison.Discrepancies)],
            Elapsed = elapsed,
        };
    }
}
