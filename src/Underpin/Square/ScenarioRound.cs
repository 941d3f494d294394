using Underpin.Changes.Folder;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Steps.Populate;

namespace Underpin.Square;

/// <summary>
/// The first half of the square: each scenario's facts into the old schema, the change, the scenario's questions to the
/// new schema.
/// </summary>
internal sealed class ScenarioRound(
    ChangedDatabase changed, Candidate @new, ExpectedValues expected, IReadOnlyList<DeclaredDifference> differs)
{
    /// <summary>Only scenarios that ask something tell anything here.</summary>
    public async Task<IReadOnlyList<ScenarioOutcome>> RunAsync(
        IReadOnlyList<Scenario> scenarios, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var asking = scenarios.Where(scenario => scenario.Answers.Count > 0).ToList();
        var outcomes = new List<ScenarioOutcome>();
        foreach (var scenario in asking)
        {
            outcomes.Add(await RunAsync(scenario, cancellationToken));
            progress?.Report(new(outcomes.Count, asking.Count, "scenarios"));
        }

        return outcomes;
    }

    private async Task<ScenarioOutcome> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        await changed.RestoreAsync(cancellationToken);
        await using var session = await changed.Database.SessionAsync(cancellationToken);
        var outcome = new ScenarioOutcome { Scenario = scenario };
        if (await RecordAsync(session, scenario, cancellationToken) is { } reason)
        {
            return outcome with { NotRecorded = reason };
        }

        var trial = await changed.ChangeAsync(new PopulateOptions(), cancellationToken);
        return trial.Wrong is null
            ? await AskAsync(session, outcome with { Wrong = trial.NoWayBack }, cancellationToken)
            : outcome with { Wrong = trial.Wrong };
    }

    /// <returns>Why the old schema cannot hold the facts; null where they are committed.</returns>
    private async Task<string?> RecordAsync(
        Session session, Scenario scenario, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken);
        var recorded = await changed.Old.Recorder(session)
            .RecordAsync(scenario.Given, check: true, cancellationToken);
        if (recorded.Failed is { Call: var fact } failed)
        {
            var why = failed.Inexpressible ?? failed.Refusal?.Message ?? "changes nothing";
            return $"{fact.Place}: {fact.Say()}: {why}";
        }

        if (recorded.Objection is { } objection)
        {
            return $"{scenario.Place}: {objection.Message}";
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task<ScenarioOutcome> AskAsync(
        Session session, ScenarioOutcome outcome, CancellationToken cancellationToken)
    {
        var recorder = new Recorder(session, @new, CandidateCatalog.Empty);
        var misses = new List<Miss>();
        var accepted = new List<(DeclaredDifference, Miss)>();
        var unsaid = 0;
        foreach (var answer in outcome.Scenario.Answers)
        {
            var asking = await recorder.AskAsync(answer.Call, cancellationToken);
            if (asking.Inexpressible is not null)
            {
                unsaid++;
            }
            else if (Missed(answer, asking) is not { } miss)
            {
                continue;
            }
            else if (differs.FirstOrDefault(one => Covers(one, answer, outcome.Scenario)) is { } declared)
            {
                accepted.Add((declared, miss));
            }
            else
            {
                misses.Add(miss);
            }
        }

        return outcome with { Misses = misses, Accepted = accepted, Unsaid = unsaid };
    }

    private Miss? Missed(Answer answer, Asking asking) =>
        asking.Refusal is { } refusal
            ? new QuestionFailed(refusal) { Step = answer.Call.Say(), Place = answer.Place }
            : expected.Compare(answer, asking.Rows) is { AreEqual: false } rows
                ? new WrongAnswer(answer.Call.Question, rows) { Step = answer.Call.Say(), Place = answer.Place }
                : null;

    private static bool Covers(DeclaredDifference declared, Answer answer, Scenario scenario) =>
        declared.Question == answer.Call.Question.Name
            && (declared.Scenario is null || declared.Scenario == scenario.Title);
}
