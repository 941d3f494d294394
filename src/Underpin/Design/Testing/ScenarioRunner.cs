using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>Runs scenarios against one candidate, each in a transaction that is rolled back.</summary>
internal sealed class ScenarioRunner(
    Candidate candidate, CandidateCatalog catalog, Session session, ExpectedValues expected)
{
    private readonly Recorder _recorder = new(session, candidate, catalog);

    public async Task<Cell> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken);
        var sheet = new CellSheet(scenario, candidate.Name);
        if (await GiveAsync(scenario, sheet, cancellationToken))
        {
            foreach (var refusal in scenario.Refuses)
            {
                await RefuseAsync(refusal, sheet, cancellationToken);
            }

            await AskAsync(scenario, sheet, cancellationToken);
        }

        await transaction.RollbackAsync(cancellationToken);
        return sheet.Cell;
    }

    /// <summary>False: what follows would say nothing about this candidate.</summary>
    private async Task<bool> GiveAsync(Scenario scenario, CellSheet sheet, CancellationToken cancellationToken)
    {
        var recorded = await _recorder.RecordAsync(scenario.Given, check: true, cancellationToken);
        if (recorded.Failed is { } failed)
        {
            sheet.NotGiven(failed);
            return false;
        }

        if (recorded.Objection is not { } objection)
        {
            return true;
        }

        var guilty = await GuiltyAsync(scenario, objection, cancellationToken);
        sheet.NotGiven(guilty ?? scenario.Given[^1], objection);
        return false;
    }

    /// <summary>
    /// The fact after which a deferred constraint first objects: the history once more, checked after each.
    /// </summary>
    private async Task<FactCall?> GuiltyAsync(
        Scenario scenario, ServerRefusal objection, CancellationToken cancellationToken)
    {
        await SendAsync("rollback", cancellationToken);
        await SendAsync("begin", cancellationToken);
        foreach (var fact in scenario.Given)
        {
            var recording = await _recorder.RecordAsync(fact, cancellationToken);
            var refusal = recording.Refusal ?? await _recorder.CheckConstraintsAsync(cancellationToken);
            if (refusal is not null)
            {
                return refusal.Speaker == objection.Speaker ? fact : null;
            }
        }

        return null;
    }

    private async Task RefuseAsync(Refusal refusal, CellSheet sheet, CancellationToken cancellationToken)
    {
        if (refusal.Facts.Count > 1)
        {
            foreach (var fact in refusal.Facts)
            {
                sheet.Alone(refusal, await TryAsync([fact], cancellationToken));
            }
        }

        sheet.Refused(refusal, await TryAsync(refusal.Facts, cancellationToken));
    }

    /// <summary>Records facts and lets deferred constraints speak; then all of it is taken back.</summary>
    private async Task<Recording> TryAsync(IReadOnlyList<FactCall> facts, CancellationToken cancellationToken)
    {
        await SendAsync("savepoint refusal", cancellationToken);
        var recorded = await _recorder.RecordAsync(facts, check: true, cancellationToken);
        var last = recorded.Recordings[^1] with { Refusal = recorded.Failed?.Refusal ?? recorded.Objection };
        await SendAsync("rollback to savepoint refusal", cancellationToken);
        return last;
    }

    private async Task AskAsync(Scenario scenario, CellSheet sheet, CancellationToken cancellationToken)
    {
        if (scenario.Answers.Count == 0)
        {
            return;
        }

        // Nothing is written any more: what the constraints said of the history holds for every answer.
        await SendAsync("set transaction read only; savepoint answer", cancellationToken);
        foreach (var answer in scenario.Answers)
        {
            var asking = await _recorder.AskAsync(answer.Call, cancellationToken);
            sheet.Answered(answer, asking, expected);
            if (asking.Refusal is not null)
            {
                await SendAsync("rollback to savepoint answer", cancellationToken);
            }
        }
    }

    private async Task SendAsync(string statement, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(Sql.Constant(statement), cancellationToken);
}
