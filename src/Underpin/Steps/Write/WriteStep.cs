using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.Write;

/// <summary>Step 2: the application writes both schemas, for some keys and callers or for all.</summary>
internal sealed class WriteStep(Database database, TimeProvider time)
{
    public async Task<WriteResult> RunAsync(
        ChangeFolder folder, WriteRequest request, StepCall call, CancellationToken cancellationToken)
    {
        var move = await new PlanStep(database, time).TakeAsync(
            folder, call, plan => Next(plan, request), (plan, wanted, token) => AskAsync(folder, plan, wanted, token),
            alongside: null, cancellationToken);
        return new() { Outcome = move.Outcome, Plan = move.Plan, Gate = move.Gate };
    }

    private static Plan Next(Plan plan, WriteRequest request)
    {
        var wanted = plan with { Write = plan.Write.With(request.Percent, request.Users, request.Groups) };
        if (wanted.SameAs(plan))
        {
            return plan;
        }

        if (plan.Stage > Stage.Expanded)
        {
            throw Refused(plan, "the old schema is no longer written", "`underpin back` puts it back first.");
        }

        if (wanted.Write.Percent < 100 && (!plan.Read.IsNobody || plan.ShadowPercent > 0 || plan.Lead == Lead.New))
        {
            throw Refused(
                plan, $"reads depend on it (reading the new at {plan.Read.Percent:0.##} %, "
                    + $"comparing {plan.ShadowPercent:0.##} %, {PlanRow.Say(plan.Lead)} leads)",
                $"Take the reads back first: `underpin read {plan.Change} 0% --shadow 0%`.");
        }

        return wanted;
    }

    private async Task<Gate?> AskAsync(
        ChangeFolder folder, Plan plan, Plan wanted, CancellationToken cancellationToken) =>
        wanted.Write.ReachesBeyond(plan.Write)
            ? await WriteGate.AskAsync(new(database, folder, plan, time), cancellationToken)
            : null;

    private static UnderpinException Refused(Plan plan, string why, string hint) =>
        new("write.refused", $"Writing of {plan.Change} stays as it is: {why}.", hint) { ExitCode = ExitCode.Findings };
}
