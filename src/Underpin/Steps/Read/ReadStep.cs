using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.Read;

/// <summary>Step 4: reads are compared, then answered by the new schema, and at last the new schema leads.</summary>
internal sealed class ReadStep(Database database, TimeProvider time)
{
    public Task<StepResult> RunAsync(
        ChangeFolder folder, ReadRequest request, StepCall call, CancellationToken cancellationToken) =>
        new PlanStep(database, time).TakeAsync(
            folder, call, plan => Next(plan, request),
            (plan, wanted, token) => AskAsync(folder, plan, wanted, token), alongside: null, cancellationToken);

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
                plan, $"a schema that leads answers every read (wanted: reading the new at {wanted.Read.Say()})");
        }

        return wanted;
    }

    /// <summary>One gate for one move: the strongest that it passes.</summary>
    private async Task<Gate?> AskAsync(
        ChangeFolder folder, Plan plan, Plan wanted, CancellationToken cancellationToken)
    {
        if (wanted.Lead != plan.Lead)
        {
            var gate = new LeadGate(database, new(database, time));
            return wanted.Lead == Lead.New
                ? await gate.ToNewAsync(folder, wanted with { Version = plan.Version }, cancellationToken)
                : await gate.ToOldAsync(plan, cancellationToken);
        }

        if (wanted.Read.ReachesBeyond(plan.Read))
        {
            return await new ReadGate(database).AskAsync(folder, plan, cancellationToken);
        }

        return wanted.ShadowPercent > plan.ShadowPercent
            ? await new ReadGate(database).ForShadowAsync(plan, cancellationToken)
            : null;
    }

    private static UnderpinException Refused(Plan plan, string why) =>
        new("read.refused", $"Reading of {plan.Change} stays as it is: {why}.",
            $"`underpin status {plan.Change}` shows the next step.")
        { ExitCode = ExitCode.Findings };
}
