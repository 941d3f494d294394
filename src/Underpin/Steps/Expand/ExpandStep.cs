using Underpin.Changes.Folder;
using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>
/// Step 1: adds the new schema beside the old one. What goes to the live database is what was watched on a copy of it;
/// a killed run continues behind the last statement that is done.
/// </summary>
internal sealed class ExpandStep(Database database, TimeProvider time)
{
    public async Task<ExpandResult> RunAsync(
        ChangeFolder folder, ExpandOptions options, StepCall call, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        await using var alone = await OperatorLock.ExclusiveAsync(database, folder.Name, "expand", cancellationToken);
        var plan = await new PlanStore(database, time).CurrentAsync(folder.Name, cancellationToken);
        if (plan.Version > 0)
        {
            plan = await JoinAsync(folder, plan, cancellationToken);
        }

        if (plan.Version > 0 && plan.Stage >= Stage.Expanded)
        {
            return new() { Outcome = StepOutcome.Nothing, Plan = plan };
        }

        var before = await SettleAsync(folder, options, progress, cancellationToken);
        var lint = await new LintStep(database) { ScratchServer = options.ScratchServer }
            .RunAsync(folder, before, progress, cancellationToken);
        if (!ExpandGate.MayPass(lint, call.Force))
        {
            return await RefuseAsync(plan, lint, call, cancellationToken);
        }

        await new ChangeStore(database).BeginAsync(folder, cancellationToken);
        await RunAsync(folder, lint, options, progress, cancellationToken);
        var move = await new PlanStep(database, time).TakeAsync(
            folder, call, earlier => earlier with { Stage = Stage.Expanded },
            (_, _, _) => Task.FromResult<Gate?>(ExpandGate.Of(lint)), alongside: null, cancellationToken);
        return new() { Outcome = move.Outcome, Plan = move.Plan, Gate = move.Gate, Lint = lint };
    }

    /// <summary>A change of which nothing is left may begin anew with an edited folder.</summary>
    private async Task<Plan> JoinAsync(ChangeFolder folder, Plan plan, CancellationToken cancellationToken)
    {
        var store = new ChangeStore(database);
        await using (var session = await database.SessionAsync(cancellationToken))
        {
            var marks = await Marks.ReadAsync(session, folder.Name, cancellationToken);
            if (plan.Stage == Stage.Begun && marks.Count == 0)
            {
                await store.TakeFolderAsync(folder, cancellationToken);
            }
        }

        return await store.RequireAsync(folder, cancellationToken);
    }

    /// <summary>The marks, after what a killed run left half done has been finished or removed.</summary>
    private async Task<IReadOnlyList<Mark>> SettleAsync(
        ChangeFolder folder, ExpandOptions options, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        var marks = await Marks.ReadAsync(session, folder.Name, cancellationToken);
        if (marks.All(mark => mark.Done))
        {
            return marks;
        }

        await new IndexBuild(database, folder.Name, options, time).SettleAsync(
            marks.Where(mark => !mark.Done), who => progress?.Report(new(0, null, "statements", $"waits for {who}")),
            cancellationToken);
        return await Marks.ReadAsync(session, folder.Name, cancellationToken);
    }

    private async Task RunAsync(
        ChangeFolder folder, LintResult lint, ExpandOptions options, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        // Whoever waits for one of these statements sees what it belongs to.
        await using var named = new Database(database.ConnectionString, $"underpin expand {folder.Name}");
        var live = new LiveScript(named, folder.Name, folder.Expand.Text, options, time);
        foreach (var statement in lint.Statements)
        {
            var done = statement.Statement.Ordinal - 1;
            progress?.Report(new(done, lint.Total, "statements", statement.Statement.Brief));
            await live.RunAsync(
                statement, who => progress?.Report(new(done, lint.Total, "statements", $"waits for {who}")),
                cancellationToken);
        }
    }

    private async Task<ExpandResult> RefuseAsync(
        Plan plan, LintResult lint, StepCall call, CancellationToken cancellationToken)
    {
        var gate = ExpandGate.Of(lint);
        await new Journal(database).WriteAsync(
            call.Entry(plan with { Change = lint.Change }, StepOutcome.Shut, gate), cancellationToken);
        return new()
        {
            Outcome = StepOutcome.Shut,
            Plan = plan,
            Gate = gate,
            Lint = lint,
            Insurmountable = call.Force is null ? null : lint.Insurmountable?.Rule,
        };
    }
}
