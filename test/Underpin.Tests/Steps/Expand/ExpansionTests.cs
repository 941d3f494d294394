using Underpin.Changes.Plans;
using Underpin.Steps.Expand;
using Underpin.Steps.Lint;

namespace Underpin.Tests.Steps.Expand;

public sealed class ExpansionTests
{
    private const string Expand =
        $"""
        create schema club;
        create type ground as enum ('links', 'parkland');
        alter type ground add value 'heath';
        create domain year as integer check (value > 1400);
        create sequence numbers;
        {CourseFolder.Architects}
        {CourseFolder.CourseArchitects}
        alter table golf_courses add column "Founded in" integer, add column ground ground;
        create index concurrently "by Ground" on golf_courses (ground);
        alter table architects add constraint named check (name <> '');
        create function since(date, text) returns date language sql begin atomic select $1; end;
        create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
        create trigger touched before update on golf_courses for each row execute function touch();
        create policy everybody on golf_courses using (true);
        create view club.courses as select name, "Founded in" from golf_courses;
        create materialized view club.grounds as select ground, count(*) from golf_courses group by ground;
        create statistics towns on name, town from golf_courses;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taking_expand_back_leaves_the_schema_as_it_was_and_the_folder_may_be_edited()
    {
        await using var change = await CourseFolder.NewAsync(Expand);
        var before = await change.SchemaAsync();
        var expanded = await change.ExpandAsync();
        Assert.True(expanded.ExitCode == ExitCode.Done, string.Join('\n', expanded.Lint?.Findings ?? []));
        var plan = expanded.Plan;

        var dropped = await TakeBackAsync(change);
        Assert.Equal(before, await change.SchemaAsync());
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from underpin.statement"));
        Assert.Contains(dropped, added => added.Plain == "table architects");
        Assert.Empty(await TakeBackAsync(change));

        await new PlanStore(change.Database, TimeProvider.System)
            .MoveAsync(plan, plan with { Stage = Stage.Begun }, null, Cancellation);
        change.Write("expand.sql", $"{CourseFolder.Architects}\n{CourseFolder.CourseArchitects}");
        Assert.Equal(ExitCode.Done, (await change.ExpandAsync()).ExitCode);
    }

    [Fact]
    public async Task What_somebody_else_built_on_it_is_named_and_nothing_is_dropped()
    {
        await using var change = await CourseFolder.NewAsync(Expand);
        await change.ExpandAsync();
        await change.RunAsync("create view famous as select name from architects");
        var before = await change.SchemaAsync();

        var failure = await Assert.ThrowsAsync<UnderpinException>(() => TakeBackAsync(change));

        Assert.Equal("back.depended", failure.Code);
        Assert.Contains("view famous depends on table architects", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, await change.SchemaAsync());
    }

    [Fact]
    public async Task Taking_back_waits_for_a_lock_only_as_long_as_it_may()
    {
        await using var change = await CourseFolder.NewAsync();
        await change.ExpandAsync();
        await using var holder = await change.HoldAsync("select count(*) from golf_courses");

        var failure = await Assert.ThrowsAsync<UnderpinException>(
            () => new Expansion(change.Database, TimeProvider.System)
            .TakeBackAsync(
                "golf", new() { LockTimeout = TimeSpan.FromMilliseconds(300), Patience = TimeSpan.FromSeconds(1) },
                null, Cancellation));

        Assert.Equal(ExitCode.LockNotHad, failure.ExitCode);
        Assert.Contains("the night job", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, await change.AskAsync<long>("select count(*) from architects"));
    }

    private static Task<IReadOnlyList<AddedObject>> TakeBackAsync(CourseFolder change) =>
        new Expansion(change.Database, TimeProvider.System).TakeBackAsync("golf", new(), null, Cancellation);
}
