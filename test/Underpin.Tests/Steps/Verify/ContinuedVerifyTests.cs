using Underpin.Steps.Verify;
using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Steps.Verify;

/// <summary>A verify claims its ranges in the database, as populate does.</summary>
public sealed class ContinuedVerifyTests
{
    private static readonly VerifyOptions _small = new() { BatchSize = 10 };

    [Fact]
    public async Task A_killed_verify_continues_where_it_stopped_and_tells_the_whole()
    {
        await using var change = await CourseChange.CreateAsync(courses: 100);
        await change.PopulateAsync();
        await change.RunAsync("delete from golf_course_architects where golf_course_id in (5, 95)");
        var whole = Assert.Single((await change.VerifyAsync(_small)).Passes);
        await LeaveUnfinishedAsync(change, whole.Run.Id, fromRange: 6);

        var continued = Assert.Single((await change.VerifyAsync(_small)).Passes);

        Assert.True(continued.Run.Continued);
        Assert.Equal(whole.Run.Id, continued.Run.Id);
        Assert.Equal((whole.Found, whole.SourceRows), (continued.Found, continued.SourceRows));
        Assert.Equal(
            whole.Discrepancies.Select(row => (row.Target, row.TargetKey)),
            continued.Discrepancies.Select(row => (row.Target, row.TargetKey)));
    }

    [Fact]
    public async Task What_was_compared_before_rows_were_written_is_compared_again()
    {
        await using var change = await CourseChange.CreateAsync(courses: 100);
        await change.PopulateAsync();
        await change.RunAsync("delete from golf_course_architects where golf_course_id = 5");
        var found = Assert.Single((await change.VerifyAsync(_small)).Passes);
        Assert.NotEqual(0, found.Found);
        await change.RepairAsync();
        await LeaveUnfinishedAsync(change, found.Run.Id, fromRange: 6);

        var again = Assert.Single((await change.VerifyAsync(_small)).Passes);

        Assert.NotEqual(found.Run.Id, again.Run.Id);
        Assert.Equal(0, again.Found);
    }

    [Fact]
    public async Task What_was_compared_long_ago_is_compared_again()
    {
        await using var change = await CourseChange.CreateAsync(courses: 100);
        await change.PopulateAsync();
        var first = Assert.Single((await change.VerifyAsync(_small)).Passes);
        await LeaveUnfinishedAsync(change, first.Run.Id, fromRange: 6);
        await change.RunAsync(
            """
            update underpin.batch set done_at = done_at - interval '2 hours' where done_at is not null;
            update underpin.run set started_at = started_at - interval '2 hours'
            """);

        var again = Assert.Single((await change.VerifyAsync(_small)).Passes);

        Assert.NotEqual(first.Run.Id, again.Run.Id);
    }

    [Fact]
    public async Task Two_verifies_at_once_share_one_and_compare_no_range_twice()
    {
        await using var change = await CourseChange.CreateAsync(courses: 400);
        await change.PopulateAsync();
        await change.RunAsync("delete from golf_course_architects where golf_course_id % 7 = 0");

        var both = await Task.WhenAll(change.VerifyAsync(_small), change.VerifyAsync(_small));

        var passes = both.Select(verify => Assert.Single(verify.Passes)).ToList();
        var runs = passes.Select(pass => pass.Run.Id).Distinct().ToList();
        Assert.All(passes, pass => Assert.Equal(passes[0].Found, pass.Found));
        Assert.Equal(passes[0].Found, await change.AskAsync<long>(
            $"select count(*) from underpin.discrepancy where run = {runs[0]}"));
    }

    [Fact]
    public async Task Who_asks_for_no_row_to_be_shown_is_told_the_counts()
    {
        await using var change = await CourseChange.CreateAsync(courses: 10);
        await change.PopulateAsync();
        await change.RunAsync("delete from golf_course_architects where golf_course_id = 5");

        var pass = Assert.Single((await change.VerifyAsync(new VerifyOptions { ShownAtMost = -1 })).Passes);

        Assert.NotEqual(0, pass.Found);
        Assert.Empty(pass.Discrepancies);
    }

    /// <summary>As a killed verify leaves it.</summary>
    private static Task<int> LeaveUnfinishedAsync(CourseChange change, long run, int fromRange) => change.RunAsync(
        $"""
        delete from underpin.discrepancy d
        using underpin.batch b
        where b.run = {run} and d.run = {run} and b.ordinal >= {fromRange}
            and d.source_key > b.after and (b.up_to is null or d.source_key <= b.up_to);
        update underpin.batch set done_at = null, rows = 0, found = 0, details = null
        where run = {run} and ordinal >= {fromRange};
        update underpin.run set finished_at = null where id = {run}
        """);
}
