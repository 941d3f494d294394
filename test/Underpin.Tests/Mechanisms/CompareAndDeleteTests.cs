using Underpin.Steps.Populate;
using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Mechanisms;

/// <summary>A row is taken away only if it still is what was compared.</summary>
public sealed class CompareAndDeleteTests
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
    public async Task A_row_that_somebody_changes_while_it_is_to_be_deleted_stays()
    {
        await using var change = await CourseChange.CreateAsync(
            courses: 10, files: [("golf_course_architects.sql", HeldMapping)]);
        Task<PopulateResult> populate;
        await using (var held = await HeldStatement.NewAsync(change, like: "%delete from%"))
        {
            await change.RunAsync("insert into architects (name) values ('Before'), ('After')");
            await change.RunAsync(
                "insert into golf_course_architects select 9, 3, id from architects where name = 'Before'");

            populate = change.PopulateAsync();
            await held.ReachedAsync(populate);
            await change.RunAsync(
                """
                update golf_course_architects set architect_id = (select id from architects where name = 'After')
                where golf_course_id = 9 and position = 3
                """);
        }

        Assert.Equal(0, (await populate).Counts.Deleted);
        Assert.Equal("After", await change.AskAsync<string>(
            """
            select name from golf_course_architects
            join architects on architects.id = architect_id
            where golf_course_id = 9 and position = 3
            """));
    }
}
