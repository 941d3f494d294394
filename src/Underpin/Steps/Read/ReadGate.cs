using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.Read;

/// <summary>Before the new schema is asked: it holds, row for row, what the mapping says.</summary>
internal sealed class ReadGate(Database database)
{
    /// <summary>For reads that only compare in the background.</summary>
    public async Task<Gate> ForShadowAsync(Plan plan, CancellationToken cancellationToken) =>
        new("compare reads in the background", await DataAsync(plan, cancellationToken));

    /// <summary>For reads that answer users.</summary>
    public async Task<Gate> AskAsync(ChangeFolder folder, Plan plan, CancellationToken cancellationToken)
    {
        var verification = new Verification(database);
        var epoch = (await verification.EpochsAsync(plan.Change, cancellationToken)).WritesEverything;
        var since = epoch is null ? null : await verification.CleanSinceAsync(epoch, "forward", cancellationToken);
        return new("read from the new schema", [
            .. await DataAsync(plan, cancellationToken),
            await verification.ComparedAsync(plan.Change, folder.Evidence.Comparisons, since, cancellationToken),
        ]);
    }

    private async Task<IReadOnlyList<Check>> DataAsync(Plan plan, CancellationToken cancellationToken)
    {
        var verification = new Verification(database);
        var epoch = (await verification.EpochsAsync(plan.Change, cancellationToken)).WritesEverything;
        return
        [
            new("every write reaches both schemas", epoch is not null,
                epoch is null ? $"writing at {plan.Write.Percent:0.##} %" : $"since {epoch.MadeAt:u}"),
            await verification.PopulatedAsync(epoch, cancellationToken),
            await verification.CleanAsync(epoch, "forward", cancellationToken),
            await verification.NoFailuresAsync(plan.Change, cancellationToken),
        ];
    }
}
