using Underpin.Steps.Verify;
using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Mechanisms;

/// <summary>How many differ, and which: both are read from one snapshot.</summary>
public sealed class OneSnapshotTests
{
    private const string HeldMapping =
        """
        select golf_courses.id as golf_course_id, a.position, architects.id as architect_id
        from golf_courses
        cross join lateral (values (1, architect_1), (2, architect_2)) as a (position, name)
        left join architects on architects.name = a.name
        where a.name is not null and pass()
        """;

    [Fact]
    public async Task What_is_counted_is_shown_though_it_is_mended_in_between()
    {
        await using var change = await CourseChange.CreateAsync(
            courses: 10, files: [("golf_course_architects.sql", HeldMapping)]);
        Task<VerifyResult> verify;
        await using (var held = await HeldStatement.NewAsync(change, like: "%count(*) filter%"))
        {
            await change.PopulateAsync();
            await change.RunAsync("delete from golf_course_architects where golf_course_id = 5 and position = 1");

            verify = change.VerifyAsync();
            await held.ReachedAsync(verify);
            await change.RunAsync(
                """
                insert into golf_course_architects
                select golf_courses.id, 1, architects.id
                from golf_courses
                join architects on architects.name = architect_1
                where golf_courses.id = 5
                """);
        }

        var pass = Assert.Single((await verify).Passes);
        Assert.Equal(1, pass.Found);
        Assert.Equal(
            [(DiscrepancyClass.Missing, 5L)], pass.Discrepancies.Select(row => (row.Class, row.SourceKey!.Value)));
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }
}
