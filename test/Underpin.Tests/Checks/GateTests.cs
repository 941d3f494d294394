using Underpin.Changes.Journals;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Steps;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Read;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Checks;

/// <summary>Every gate refuses, with its reason, when its evidence is missing; and opens when it is there.</summary>
public sealed class GateTests
{
    private static readonly ReadRequest _tenPercent = new() { Percent = 10 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writing_waits_for_an_instance_that_knows_the_change()
    {
        await using var golf = await GolfChange.ExpandedAsync();

        Refused(await golf.WriteAsync(10), CheckCode.Acknowledged);

        await golf.AcknowledgeAsync();
        Assert.Equal(ExitCode.Done, (await golf.WriteAsync(10)).ExitCode);
    }

    [Fact]
    public async Task Writing_waits_for_the_schema()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        var plan = await golf.PlanAsync();
        await golf.MoveAsync(plan, plan with { Stage = Stage.Begun });
        await golf.AcknowledgeAsync();

        Refused(await golf.WriteAsync(10), CheckCode.Expanded);
    }

    [Fact]
    public async Task An_instance_that_does_not_know_the_change_is_named()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        await golf.AcknowledgeAsync();
        await golf.RunAsync(
            """
            insert into underpin.instance (id, change, application, host, process, plan_version, lease_until)
            values (gen_random_uuid(), 'another', 'billing', 'there', 7, 1, clock_timestamp() + interval '25 s')
            """);

        var result = await golf.WriteAsync(10);

        var check = Assert.Single(result.Gate!.Checks, check => !check.Holds);
        Assert.Equal((CheckCode.Acknowledged, CheckCase.Unaware), (check.Code, check.Case));
        Assert.Equal(["billing on there, process 7"], check.Objects);
    }

    [Fact]
    public async Task An_instance_whose_lease_ran_out_is_not_waited_for()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        await golf.AcknowledgeAsync();
        await golf.RunAsync(
            """
            insert into underpin.instance (id, change, application, host, process, plan_version, lease_until)
            values (
                gen_random_uuid(), 'golf-course-architects', 'golf', 'frozen', 7, 1,
                clock_timestamp() - interval '1 s')
            """);

        Assert.Equal(ExitCode.Done, (await golf.WriteAsync(10)).ExitCode);
    }

    [Fact]
    public async Task Reading_waits_for_everything_that_populate_verify_and_shadow_reads_prove()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        await using var listener = await golf.Listen().StartAsync();
        await golf.WriteAsync(10);
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.WritesBoth);

        await golf.WriteAsync(100);
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Populated);

        await Evidence(golf, "populate", found: 10);
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Verified);

        await Evidence(golf, "verify", found: 3);
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Verified);

        await Evidence(golf, "verify", found: 0);
        await golf.RunAsync(
            """
            insert into underpin.write_failure (change, key, follower, message, plan_version)
            values ('golf-course-architects', 'Course 1', 'new', 'it failed', 1)
            """);
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.FailuresSettled);

        await golf.RunAsync("update underpin.write_failure set resolved_at = clock_timestamp()");
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Compared);

        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(new() { ShadowPercent = 5 })).ExitCode);
        await Compared(golf, 100);
        await golf.RunAsync(
            """
            insert into underpin.mismatch (change, path, key, plan_version)
            values ('golf-course-architects', 'show', 'Course 1', 1)
            """);
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Compared);

        await golf.RunAsync("update underpin.mismatch set known = 'blank names'");
        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(_tenPercent)).ExitCode);
    }

    [Fact]
    public async Task A_repair_voids_the_verify_before_it()
    {
        await using var golf = await ReadableAsync();
        await Evidence(golf, "repair", found: 1);

        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Verified);
    }

    [Fact]
    public async Task Another_clean_verify_keeps_the_comparisons()
    {
        await using var golf = await ReadableAsync();
        await Evidence(golf, "verify", found: 0);

        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(_tenPercent)).ExitCode);
    }

    [Fact]
    public async Task After_an_unknown_mismatch_enough_further_comparisons_open_the_gate_again()
    {
        await using var golf = await ReadableAsync();
        await golf.RunAsync(
            """
            insert into underpin.mismatch (change, path, key, plan_version)
            values ('golf-course-architects', 'show', 'Course 1', 1)
            """);
        await Compared(golf, 99);
        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Compared);

        await Compared(golf, 1);

        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(_tenPercent)).ExitCode);
    }

    [Fact]
    public async Task Writing_less_than_everything_voids_all_evidence()
    {
        await using var golf = await ReadableAsync();
        await golf.WriteAsync(50);
        await golf.WriteAsync(100);

        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Populated);
    }

    [Fact]
    public async Task A_rehearsal_is_no_evidence()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        await golf.AcknowledgeAsync();
        await golf.WriteAsync(100);
        await Evidence(golf, "populate", found: 10, rehearsal: true);

        Refused(await golf.ReadAsync(_tenPercent), CheckCode.Populated);
    }

    [Fact]
    public async Task The_lead_moves_only_when_every_read_has()
    {
        await using var golf = await ReadableAsync();
        await golf.ReadAsync(_tenPercent);

        var failure = await Assert.ThrowsAsync<UnderpinException>(() => golf.ReadAsync(new() { Lead = Lead.New }));
        Assert.Contains("answers every read", failure.Message, StringComparison.Ordinal);

        await golf.AcknowledgeAsync();
        await golf.ReadAsync(new() { Percent = 100 });
        await golf.AcknowledgeAsync();
        Assert.Equal(ExitCode.Done, (await golf.ReadAsync(new() { Lead = Lead.New })).ExitCode);
    }

    [Fact]
    public async Task Cleaning_up_waits_for_the_soak_and_for_back_sql()
    {
        await using var golf = await ReadableAsync();
        await using var listener = await golf.Listen().StartAsync();
        await golf.ReadAsync(new() { Percent = 100 });

        Refused(await CleanUpAsync(golf, TimeSpan.Zero), CheckCode.NewLeads);
        await golf.ReadAsync(new() { Lead = Lead.New });
        Refused(await CleanUpAsync(golf, TimeSpan.FromDays(7)), CheckCode.InCharge);
        Refused(await CleanUpAsync(golf, TimeSpan.Zero), CheckCode.Rebuilt);

        await Evidence(golf, "verify", found: 2, direction: "reverse");
        Refused(await CleanUpAsync(golf, TimeSpan.Zero), CheckCode.Rebuilt);
        Refused(
            await CleanUpAsync(golf, TimeSpan.Zero, accepted: 1),
            CheckCode.Rebuilt);
        Assert.Equal(ExitCode.Done, (await CleanUpAsync(golf, TimeSpan.Zero, accepted: 2)).ExitCode);
    }

    [Fact]
    public async Task Force_passes_a_gate_and_the_journal_says_why()
    {
        await using var golf = await GolfChange.ExpandedAsync();

        var result = await golf.WriteAsync(10, new Force("nothing runs yet"));

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("nothing runs yet", await golf.AskAsync<string>(
            "select because from underpin.journal order by id desc limit 1"));
        var entry = (await new Journal(golf.Database).ReadAsync(golf.Folder.Name, 1, Cancellation)).Single();
        var check = Assert.Single(entry.Checks, check => check.Code == CheckCode.Acknowledged);
        Assert.Equal((false, CheckCase.NobodyIsLive), (check.Holds, check.Case));
    }

    [Fact]
    public async Task A_step_taken_twice_does_nothing_the_second_time()
    {
        await using var golf = await GolfChange.ExpandedAsync();
        await golf.AcknowledgeAsync();
        var first = await golf.WriteAsync(10);

        var second = await golf.WriteAsync(10);

        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.Equal(first.Plan.Version, second.Plan.Version);
        Assert.Equal(StepOutcome.Nothing, second.Outcome);
    }

    [Fact]
    public async Task Reads_must_be_taken_back_before_writes()
    {
        await using var golf = await ReadableAsync();
        await golf.ReadAsync(_tenPercent);

        var failure = await Assert.ThrowsAsync<UnderpinException>(() => golf.WriteAsync(50));

        Assert.Equal(ExitCode.Findings, failure.ExitCode);
        Assert.Contains("underpin read golf-course-architects 0%", failure.Hint!, StringComparison.Ordinal);
    }

    /// <summary>Everything that the read gate asks for is there.</summary>
    private static async Task<GolfChange> ReadableAsync()
    {
        var golf = await GolfChange.ExpandedAsync();
        await golf.AcknowledgeAsync();
        await golf.WriteAsync(100);
        await golf.AcknowledgeAsync();
        await Evidence(golf, "populate", found: 10);
        await Evidence(golf, "verify", found: 0);
        await Compared(golf, 100);
        return golf;
    }

    private static async Task<StepResult> CleanUpAsync(GolfChange golf, TimeSpan soak, long accepted = 0) =>
        await new CleanUpStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = soak, AcceptedLoss = accepted }, new("underpin clean-up"), Cancellation);

    private static Task Evidence(
        GolfChange golf, string kind, long found, string direction = "forward", bool rehearsal = false) =>
            golf.RunAsync(
        $"""
        insert into underpin.run (change, kind, direction, rehearsal, plan_version, batch_size, finished_at, found)
        select change, '{kind}', '{direction}', {rehearsal}, version, 1000, clock_timestamp(), {found}
        from underpin.current_plan
        """);

    private static Task Compared(GolfChange golf, int count) => golf.RunAsync(
        $"""
        insert into underpin.comparison (change, path, compared, mismatched, failed, shed)
        values ('golf-course-architects', 'show', {count}, 0, 0, 0)
        """);

    private static void Refused(StepResult result, string code)
    {
        Assert.Equal(StepOutcome.Shut, result.Outcome);
        Assert.Contains(result.Gate!.Checks, check => !check.Holds && check.Code == code);
    }
}
