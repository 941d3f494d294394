using Underpin.Steps.Populate;

namespace Underpin.Tests.Steps.Populate;

public sealed class PopulateTests
{
    [Fact]
    public async Task It_fills_the_targets_and_verify_finds_nothing()
    {
        await using var change = await CourseChange.CreateAsync(courses: 10_000);
        var result = await change.PopulateAsync(new PopulateOptions { Workers = 2 });
        Assert.False(result.Run!.Rehearsal);
        Assert.Equal(10_000, result.Counts.SourceRows);
        Assert.Equal(
            await change.AskAsync<long>(
                "select count(architect_1) + count(architect_2) from golf_courses"),
            await change.AskAsync<long>("select count(*) from golf_course_architects"));
        Assert.Equal(0, await change.AskAsync<long>(
            """
            select count(*)
            from golf_courses c
            left join golf_course_architects g1 on g1.golf_course_id = c.id and g1.position = 1
            left join architects a1 on a1.id = g1.architect_id
            left join golf_course_architects g2 on g2.golf_course_id = c.id and g2.position = 2
            left join architects a2 on a2.id = g2.architect_id
            where (a1.name, a2.name) is distinct from (c.architect_1, c.architect_2)
            """));
        var verified = await change.VerifyAsync();
        Assert.Equal(0, verified.Found);
        Assert.Equal(ExitCode.Done, verified.ExitCode);
        Assert.Equal(10_000, verified.Passes[0].SourceRows);
    }

    [Fact]
    public async Task A_second_run_finds_nothing_to_do()
    {
        await using var change = await CourseChange.CreateAsync(courses: 2000);
        await change.PopulateAsync();
        var again = await change.PopulateAsync();
        Assert.Equal(2000, again.Counts.SourceRows);
        Assert.Equal(0, again.Counts.Written);
    }

    [Fact]
    public async Task Before_every_write_reaches_both_schemas_it_is_a_rehearsal()
    {
        await using var change = await CourseChange.CreateAsync(courses: 100, writePercent: 50);
        var result = await change.PopulateAsync();
        Assert.True(result.Run!.Rehearsal);
        Assert.Equal(50, result.WritingAt);
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }
}
