using Underpin.Changes.Plans;
using Underpin.Steps.CleanUp;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Mechanisms;

/// <summary>What is retired is set aside only once every instance knows that nothing writes it any more.</summary>
public sealed class AcknowledgedBeforeSetAsideTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_set_aside_while_an_instance_may_still_write_it()
    {
        await using var golf = await GolfChange.InChargeAsync();

        // The instance has acknowledged the plan before, and stays silent about the one by which the old is stopped.
        var shut = await CleanUpAsync(golf);

        Assert.Equal(ExitCode.Findings, shut.ExitCode);
        Assert.Equal(Stage.OldStopped, (await golf.PlanAsync()).Stage);
        Assert.Equal(2, await RetiredAsync(golf));

        await golf.AcknowledgeAsync();
        Assert.Equal(ExitCode.Done, (await CleanUpAsync(golf)).ExitCode);
        Assert.Equal(Stage.SetAside, (await golf.PlanAsync()).Stage);
        Assert.Equal(0, await RetiredAsync(golf));
    }

    private static Task<CleanUpResult> CleanUpAsync(GolfChange golf) =>
        new CleanUpStep(golf.Database, new FastTime(50)).RunAsync(
        golf.Folder, new() { Soak = TimeSpan.Zero }, new("underpin clean-up"), Cancellation);

    private static Task<long> RetiredAsync(GolfChange golf) => golf.AskAsync<long>(
        """
        select count(*) from pg_attribute
        where attrelid = 'golf_courses'::regclass and attname in ('architect_1', 'architect_2')
        """);
}
