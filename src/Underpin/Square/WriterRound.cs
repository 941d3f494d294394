using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Steps.Populate;

namespace Underpin.Square;

/// <summary>
/// Writers that know nothing of the new schema record facts while populate runs, as an application does before its
/// dual writes are on. Populate must disturb none of them; what it missed, a populate after they stopped must put
/// right, so that verify finds nothing.
/// </summary>
/// <remarks>
/// How an application's own dual writes race with populate cannot be seen here: it is not there. Rows are not compared
/// with the new schema's either: what a shared target held for a moment stays in it.
/// </remarks>
internal sealed class WriterRound(ChangedDatabase changed, Generation generation, SquareOptions options)
{
    private const int HistoriesEach = 15;

    // What a statement suffers from others rather than from its own doing.
    private static readonly string[] _disturbances =
    [
        PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.LockNotAvailable,
        PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.QueryCanceled,
    ];

    public async Task<WriterOutcome?> RunAsync(IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.Writers == 0)
        {
            return null;
        }

        progress?.Report(new(0, null, "facts", "records facts while populate runs"));
        var writers = Task.WhenAll(
            Enumerable.Range(0, options.Writers).Select(writer => WriteAsync(writer, cancellationToken)));
        // Small batches of two workers: many chances to meet.
        var often = new PopulateOptions { Workers = 2, BatchSize = 20 };
        var passes = 0;
        string? wrong;
        do
        {
            wrong = await changed.PopulateAsync(often, cancellationToken);
            passes++;
        }
        while (wrong is null && !writers.IsCompleted);

        var written = await writers;
        if (wrong is null)
        {
            var trial = await changed.ChangeAsync(new PopulateOptions(), cancellationToken);
            wrong = trial.Wrong ?? trial.NoWayBack;
        }

        return new()
        {
            Writers = options.Writers,
            Facts = written.Sum(writer => writer.Facts),
            Passes = passes,
            Disturbed = [.. written.SelectMany(writer => writer.Disturbed)],
            Wrong = wrong,
        };
    }

    private async Task<(int Facts, IReadOnlyList<string> Disturbed)> WriteAsync(
        int writer, CancellationToken cancellationToken)
    {
        await using var session = await changed.Database.SessionAsync(cancellationToken);
        var recorder = changed.Old.Recorder(session);
        var generator = new HistoryGenerator(generation, options.Seed);
        var facts = 0;
        var disturbed = new List<string>();
        var first = options.Histories + 1 + (writer * HistoriesEach);
        for (var number = first; number < first + HistoriesEach; number++)
        {
            var generated = await generator.GenerateAsync(number, RecordAsync, cancellationToken);
            facts += generated.History.Facts.Count;
        }

        return (facts, disturbed);

        async Task<bool> RecordAsync(FactCall fact, CancellationToken token)
        {
            await using var transaction = await session.BeginAsync(token);
            var recorded = await recorder.RecordAsync([fact], check: true, token);
            if (recorded is not { Failed: null, Objection: null })
            {
                if (recorded.Failed?.Refusal is { } refusal && _disturbances.Contains(refusal.SqlState))
                {
                    disturbed.Add($"{fact.Say()}: {refusal.Message} [{refusal.SqlState}]");
                }

                return false;
            }

            await transaction.CommitAsync(token);
            return true;
        }
    }
}
