namespace Underpin.Tests.Steps.Expand;

public sealed class KilledExpandTests
{
    private static readonly int _rounds = Long.Rounds(usual: 6, atLength: 45);

    /// <summary>Slow enough to be killed between and inside its statements.</summary>
    private const string Expand =
        $"""
        {CourseFolder.Architects}
        do $$ begin perform pg_sleep(0.1); end $$;
        {CourseFolder.CourseArchitects}
        alter table golf_courses add column founded date;
        create index concurrently courses_by_founding on golf_courses (founded, slowly(name));
        do $$ begin perform pg_sleep(0.1); end $$;
        create index concurrently on golf_courses (town, slowly(name));
        insert into architects (name) values ('The first');
        create view courses_by_age as select name, founded from golf_courses;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_expand_continues_where_it_stopped()
    {
        var random = new Random(20261122);
        IReadOnlyList<string> whole;
        await using (var unkilled = await NewAsync())
        {
            Assert.Equal(ExitCode.Done, (await unkilled.ExpandAsync()).ExitCode);
            whole = await unkilled.SchemaAsync();
        }

        var (killed, begun) = (0, 0);
        for (var round = 0; round < _rounds; round++)
        {
            await using var change = await NewAsync();
            using (var victim = ToolProcess.Start(change.ConnectionString, "expand", change.Path))
            {
                // Every third one anywhere, the others once the live database is being changed.
                if (round % 3 > 0)
                {
                    await UntilBegunAsync(change);
                }

                await Task.Delay(random.Next(0, 1300), Cancellation);
                killed += victim.Kill() ? 1 : 0;
            }

            begun += await change.AskAsync<bool>("select exists (select from underpin.statement)") ? 1 : 0;
            var answer = await ToolProcess.RunAsync(change.ConnectionString, "expand", change.Path);

            Assert.True(answer.ExitCode == ExitCode.Done, $"round {round}: {answer}");
            Assert.Equal(whole, await change.SchemaAsync());
            Assert.Equal(1, await change.AskAsync<long>("select count(*) from architects"));
            Assert.Equal(0, await change.AskAsync<long>("select count(*) from pg_index where not indisvalid"));
            Assert.Equal(
                9, await change.AskAsync<long>("select count(*) from underpin.statement where done_at is not null"));
            Assert.Equal(2, await change.AskAsync<long>("select max(version) from underpin.plan"));
        }

        Assert.InRange(killed, _rounds / 2, _rounds);
        Assert.InRange(begun, _rounds / 3, _rounds);
    }

    /// <summary>An index on this function takes a millisecond a row to build.</summary>
    private static async Task<CourseFolder> NewAsync()
    {
        var change = await CourseFolder.NewAsync(Expand, courses: 200);
        await change.RunAsync(
            """
            create function slowly(text) returns text language plpgsql immutable as $$
            begin
                perform pg_sleep(0.001);
                return $1;
            end
            $$
            """);
        return change;
    }

    private static async Task UntilBegunAsync(CourseFolder change)
    {
        for (var look = 0; look < 600 && (await change.PlanAsync()).Version == 0; look++)
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
