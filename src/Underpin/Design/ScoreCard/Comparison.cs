using Underpin.Design.Check;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Folder;
using Underpin.Design.ScoreCard.Distances;
using Underpin.Design.ScoreCard.Histories;
using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.ScoreCard.Plainness;
using Underpin.Design.ScoreCard.Rows;
using Underpin.Design.Testing;

namespace Underpin.Design.ScoreCard;

/// <summary>
/// Compares candidates: runs every scenario against each, measures what that left behind, and fills the score card.
/// </summary>
internal sealed class Comparison(CandidateDatabases databases, TimeProvider time)
{
    /// <param name="model">The folder, which was found to be whole.</param>
    /// <param name="measured">What other commands found out before.</param>
    public async Task<Scores> RunAsync(
        CheckedModel model, Measurements measured, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var tested = await new ScenarioTest(databases, time)
            .RunAsync(model.Model, model.Expected, progress, cancellationToken);
        var measures = new CandidateMeasure[tested.Candidates.Count];
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, measures.Length),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            },
            async (at, stop) =>
            {
                measures[at] = await MeasureAsync(model.Model, tested.Candidates[at], tested, stop);
                progress?.Report(new(Interlocked.Increment(ref done), measures.Length, "candidates measured",
                    tested.Candidates[at].Name));
            });
        var rules = RuleRows.Of(model.Model.Vocabulary, tested);
        return new()
        {
            Model = model.Model,
            Tested = tested,
            Candidates = measures,
            Rows =
            [
                .. ScenarioRows.Of(measures, measured.Illegal), .. RuleCounts.Of(rules, measures.Length),
                .. HistoryRows.Of(measures),
                .. QuestionRows.Of(model.Model.Vocabulary, measures),
                .. measured.Volume is { } volume
                    ? VolumeRows.Of(measures, volume).Concat(QuestionCostRows.Of(measures, volume)) : [],
            ],
            Rules = rules,
            Distances =
            [
                .. from one in measures
                   from other in measures
                   where one != other
                   select DistanceMeter.Between(
                       one.Candidate.Name, one.Catalogue, other.Candidate.Name, other.Catalogue),
            ],
            Measured = measured,
            Took = time.GetElapsedTime(started),
        };
    }

    private async Task<CandidateMeasure> MeasureAsync(
        ModelFolder model, Candidate candidate, TestedModel tested, CancellationToken cancellationToken)
    {
        var database = databases.Of(candidate)
            ?? throw new InvalidOperationException($"The candidate {candidate.Name} has no database.");
        await using var session = await database.Database.SessionAsync(cancellationToken);
        var catalogue = await EntityCatalogue.ReadAsync(session, cancellationToken);
        return new()
        {
            Candidate = candidate,
            Catalogue = catalogue,
            Cells = [.. tested.Of(candidate)],
            History = await new HistoryMeter(database, session, catalogue)
                .MeasureAsync(model.Scenarios, cancellationToken),
            Questions = await new QuestionShapes(session)
                .OfAsync(candidate, model.Vocabulary.Questions.Values, cancellationToken),
        };
    }
}
