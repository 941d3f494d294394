using Underpin.Checks;
using Underpin.Steps.Populate;
using Underpin.Steps.Repair;
using Underpin.Steps.Verify;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Mechanisms;

/// <summary>
/// A comparison says something of the rows that it met: not of those that a repair has written since.
/// </summary>
public sealed class ComparisonsAfterRepairTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comparisons_made_before_a_repair_do_not_count()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        await using var listener = await golf.Listen().StartAsync();
        await golf.WriteAsync(100);
        await new PopulateStep(golf.Database, TimeProvider.System)
            .RunAsync(golf.Folder, new(), new("test"), null, Cancellation);
        Assert.Equal(0, await VerifyAsync(golf));
        await ComparedAsync(golf);
        await golf.RunAsync("delete from golf_course_architects where golf_course_id = 3");
        Assert.NotEqual(0, await VerifyAsync(golf));
        await new RepairStep(golf.Database, TimeProvider.System).RunAsync(golf.Folder, new("test"), null, Cancellation);
        Assert.Equal(0, await VerifyAsync(golf));

        var shut = await golf.ReadAsync(new() { Percent = 10 });

        Assert.Equal(ExitCode.Findings, shut.ExitCode);
        var unmet = Assert.Single(shut.Gate!.Checks, check => !check.Holds);
        Assert.Equal(CheckCode.Compared, unmet.Code);

        await ComparedAsync(golf);
        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(new() { Percent = 10 })).ExitCode);
    }

    private static async Task<long> VerifyAsync(GolfChange golf) =>
        (await new VerifyStep(golf.Database, TimeProvider.System)
            .RunAsync(golf.Folder, new(), new("test"), null, Cancellation)).Found;

    /// <summary>As many as the gate asks for.</summary>
    private static Task ComparedAsync(GolfChange golf) => golf.RunAsync(
        """
        insert into underpin.comparison (change, path, compared, mismatched, failed, shed)
        values ('golf-course-architects', 'show', 100, 0, 0, 0)
        """);
}
