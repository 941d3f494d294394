using System.Collections.Concurrent;
using Npgsql;
using Underpin.Tests.Steps.Expand;
using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Mechanisms;

/// <summary>Populate starts when every transaction has ended that may still act on an earlier plan.</summary>
public sealed class OlderTransactionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_has_touched_no_source_row_yet_is_waited_for()
    {
        await using var change = await CourseChange.CreateAsync(courses: 10, writePercent: 0);
        await change.RunAsync("create table diary (entry text not null)");
        await using var older = await change.App.OpenConnectionAsync(Token);
        await using var transaction = await older.BeginTransactionAsync(Token);
        await RunAsync("insert into diary values ('a course is about to come')");
        await change.PlanAsync(writePercent: 100);

        var notes = new ConcurrentQueue<string>();
        var populate = change.PopulateAsync(progress: new Notes(notes));
        await Eventually.HoldsAsync(() => populate.IsCompleted || !notes.IsEmpty);
        Assert.False(populate.IsCompleted, "populate did not wait");
        // It began under a plan that wrote the old schema alone, and does so.
        await RunAsync("insert into golf_courses (name, architect_1) values ('Late', 'Newcomer')");
        await transaction.CommitAsync(Token);

        await populate;
        Assert.Equal("Newcomer", await change.AskAsync<string>(
            """
            select architects.name from golf_courses
            join golf_course_architects on golf_course_id = golf_courses.id
            join architects on architects.id = architect_id
            where golf_courses.name = 'Late'
            """));

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, older, transaction);
            await command.ExecuteNonQueryAsync(Token);
        }
    }
}
