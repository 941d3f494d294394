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
    public async Task<StepResult> RunAsync(
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
            return StepResult.Nothing(plan, $"Nothing to do: {folder.Name} is expanded; {plan.Say()}.");
        }

        var before = await SettleAsync(folder, options, progress, cancellationToken);
        var lint = await new Linter(database) { ScratchServer = options.ScratchServer }
            .RunAsync(folder, before, progress, cancellationToken);
        if (lint.Findings.Count > 0
            && (call.Force is null || lint.Insurmountable is not null || lint.Stopped is not null))
        {
            return await RefuseAsync(plan, lint, call, cancellationToken);
        }

        await new ChangeStore(database).BeginAsync(folder, cancellationToken);
        await RunAsync(folder, lint, options, progress, cancellationToken);
        var moved = await new PlanStep(database, time).TakeAsync(
            folder, call, earlier => earlier with { Stage = Stage.Expanded },
            (_, _, _) => Task.FromResult<Gate?>(lint.Gate), alongside: null, cancellationToken);
        return moved with { Said = [.. Say(lint), .. moved.Said] };
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
        ChangeFolder folder, LintReport lint, ExpandOptions options, IProgress<StepProgress>? progress,
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

    private async Task<StepResult> RefuseAsync(
        Plan plan, LintReport lint, StepCall call, CancellationToken cancellationToken)
    {
        await new Journal(database).WriteAsync(
            new Entry
            {
                Change = lint.Change,
                Command = call.CommandLine,
                Outcome = "refused: expand",
                PlanVersion = plan.Version,
                Evidence = lint.Gate.Evidence,
            }, cancellationToken);
        return StepResult.Shut(plan, lint.Gate) with
        {
            Said =
            [
                .. lint.Findings.SelectMany(finding => finding.Lines),
                .. lint.Stopped is { } stopped ? new[] { stopped } : [],
                call.Force is not null && lint.Insurmountable is { } hard
                    ? $"No reason lets {hard.Rule} pass; nothing was changed."
                    : "The gate to \"expand\" is shut; nothing was changed.",
            ],
        };
    }

    private static IEnumerable<string> Say(LintReport lint)
    {
        var earlier = lint.Total - lint.Statements.Count;
        yield return $"Ran {lint.Statements.Count} of {lint.Total} statements of expand.sql"
            + (earlier > 0 ? $"; {earlier} were done before." : ".");
        foreach (var added in lint.Statements.SelectMany(statement => statement.Added))
        {
            yield return $"  added {added.Plain}";
        }
    }
}
