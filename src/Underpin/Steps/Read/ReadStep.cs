using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.Read;

/// <summary>Step 4: reads are compared, then answered by the new schema, and at last the new schema leads.</summary>
internal sealed class ReadStep(Database database, TimeProvider time)
{
    public async Task<ReadResult> RunAsync(
        ChangeFolder folder, ReadRequest request, StepCall call, CancellationToken cancellationToken)
    {
        var move = await new PlanStep(database, time).TakeAsync(
            folder, call, plan => Next(plan, request),
            (plan, wanted, token) => AskAsync(folder, plan, wanted, token), alongside: null, cancellationToken);
        return new() { Outcome = move.Outcome, Plan = move.Plan, Gate = move.Gate };
    }

    private static Plan Next(Plan plan, ReadRequest request)
    {
        var wanted = plan with
        {
            Read = plan.Read.With(request.Percent, request.Users, request.Groups),
            ShadowPercent = request.ShadowPercent ?? plan.ShadowPercent,
            Lead = request.Lead ?? plan.Lead,
        };
        if (wanted.SameAs(plan))
        {
            return plan;
        }

        if (plan.Stage != Stage.Expanded)
        {
            throw Refused(plan, plan.Stage < Stage.Expanded
                ? "its schema is not expanded yet" : "the old schema is no longer written");
        }

        if (wanted.Lead == Lead.New && wanted.Read.Percent < 100)
        {
            throw Refused(
                plan,
                $"a schema that leads answers every read (wanted: reading the new at {wanted.Read.Percent:0.##} %)");
        }

        return wanted;
    }

    /// <summary>One gate for one move: the strongest that it passes.</summary>
    private async Task<Gate?> AskAsync(
        ChangeFolder folder, Plan plan, Plan wanted, CancellationToken cancellationToken)
    {
        if (wanted.Lead != plan.Lead)
        {
            return wanted.Lead == Lead.New
                ? await ReadGate.ToNewAsync(
                    new(database, folder, wanted with { Version = plan.Version }, time), cancellationToken)
                : await ReadGate.ToOldAsync(new(database, folder, plan, time), cancellationToken);
        }

        var situation = new Situation(database, folder, plan, time);
        if (wanted.Read.ReachesBeyond(plan.Read))
        {
            return await ReadGate.AskAsync(situation, cancellationToken);
        }

        return wanted.ShadowPercent > plan.ShadowPercent
            ? await ReadGate.ForShadowAsync(situation, cancellationToken)
            : null;
    }

    private static UnderpinException Refused(Plan plan, string why) =>
        new("read.refused", $"Reading of {plan.Change} stays as it is: {why}.",
            $"`underpin status {plan.Change}` shows the next step.")
        { ExitCode = ExitCode.Findings };
}
