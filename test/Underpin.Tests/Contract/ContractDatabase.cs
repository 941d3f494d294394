using Underpin.Changes.Plans;
using Underpin.Tests.Live;

namespace Underpin.Tests.Contract;

/// <summary>One database whose plan is moved from case to case, and one change in it that never begins.</summary>
public sealed class ContractDatabase : IAsyncLifetime
{
    private LiveDatabase? _live;

    internal LiveDatabase Live => _live!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _live = await LiveDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _live!.DisposeAsync();

    /// <summary>Puts a case's plan in force, and gives the name of the change that has it.</summary>
    internal async Task<string> ChangeAsync(Case @case)
    {
        if (@case.Plan is null)
        {
            return "never begun";
        }

        await Live.PlanAsync(@case.Plan);
        return LiveDatabase.Change;
    }

    /// <summary>The plan in force, as the operator's tool reads it.</summary>
    internal Task<Plan> PlanAsync(string change) => Live.Plans().CurrentAsync(change, Token);
}
