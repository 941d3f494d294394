using Underpin.Steps.Populate;
using Underpin.Steps.Verify;

namespace Underpin.Tests.Steps.Populate;

/// <summary>
/// Populate beside eight writers on the same few courses: nothing stale, nothing resurrected, nothing missing.
/// </summary>
public sealed class RaceTests
{
    private const int Courses = 300;

    /// <summary>The mapping takes its time, so that writers come between its snapshot and its write.</summary>
    private const string SlowMapping =
        """
        select golf_courses.id as golf_course_id, a.position, architects.id as architect_id
        from golf_courses
        cross join lateral (values (1, architect_1), (2, architect_2)) as a (position, name)
        left join architects on architects.name = a.name
        cross join (select pg_sleep(0.003)) as slow
        where a.name is not null
        """;

    private static PopulateOptions Small => new() { BatchSize = 10, Workers = 2 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Populate_beside_eight_writers_leaves_nothing_wrong(bool foreignKey)
    {
        var (batches, damage, writers) = await RaceAsync(Small, foreignKey, rounds: 10, untilDamage: false);
        Assert.Equal(new Damage(0, 0, 0), damage);
        Assert.True(batches > 200, $"{batches} batches");
        Assert.True(writers.Transactions > 1000, $"{writers.Transactions} transactions");
        Assert.Equal(0, writers.Deadlocks);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_its_lock_the_same_race_does_damage(bool foreignKey)
    {
        var unlocked = Small with { Lock = (source, range) => source.Count(range) };
        var (_, damage, _) = await RaceAsync(unlocked, foreignKey, rounds: 40, untilDamage: true);
        Assert.True(damage.Any, "the race found nothing: it proves nothing");
    }

    [Fact]
    public async Task An_application_that_writes_in_the_wrong_order_is_never_the_victim_of_a_deadlock()
    {
        await using var change = await PreparedAsync(foreignKey: false);
        var writers = new DualWriters(change.App, Courses) { NewFirst = true };
        var retries = 0L;
        for (var round = 0; round < 4; round++)
        {
            await change.RunAsync("update golf_course_architects set architect_id = (select min(id) from architects)");
            await change.RunAsync("delete from golf_course_architects where golf_course_id % 3 = 0");
            await writers.DuringAsync(async () =>
                retries += (await change.PopulateAsync(new PopulateOptions { BatchSize = 60 })).Retries);
        }

        Assert.Equal(0, writers.Deadlocks);
        Assert.True(writers.Transactions > 200, $"{writers.Transactions} transactions");
        Assert.Equal(0, (await change.VerifyAsync()).Found);
        TestContext.Current.SendDiagnosticMessage("{0} retries, {1} transactions", retries, writers.Transactions);
    }

    [Fact]
    public async Task A_course_that_comes_between_two_tables_is_taken_at_the_next_try()
    {
        await using var change = await CourseChange.CreateAsync(courses: 20, writePercent: 0);
        await change.RunAsync("create function pause() returns trigger language plpgsql as 'begin perform pg_sleep(1); "
            + "return null; end'");
        await change.RunAsync(
            "create trigger pause after insert on architects for each statement execute function pause()");

        var populate = change.PopulateAsync();
        while (await change.AskAsync<long>(
            "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()") == 0)
        {
            Assert.False(populate.IsCompleted, "populate never paused");
        }

        await change.RunAsync("insert into golf_courses (name, architect_1) values ('Late', 'Newcomer')");

        Assert.Equal(1, (await populate).Retries);
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    private static async Task<(long Batches, Damage Damage, DualWriters Writers)> RaceAsync(
        PopulateOptions options, bool foreignKey, int rounds, bool untilDamage)
    {
        await using var change = await PreparedAsync(foreignKey);
        var writers = new DualWriters(change.App, Courses);
        var batches = 0L;
        var damage = new Damage(0, 0, 0);
        for (var round = 0; round < rounds && !(untilDamage && damage.Any); round++)
        {
            await change.RunAsync("truncate golf_course_architects");
            await writers.DuringAsync(async () => batches += (await change.PopulateAsync(options)).Batches);
            var counts = (await change.VerifyAsync()).Passes[0].Targets;
            damage = damage.Plus(counts);
        }

        return (batches, damage, writers);
    }

    private static Task<CourseChange> PreparedAsync(bool foreignKey) => CourseChange.CreateAsync(
        courses: Courses, foreignKey, files: [("golf_course_architects.sql", SlowMapping)]);

    /// <summary>How the targets differ from what the source says, when all is quiet.</summary>
    private sealed record Damage(long Stale, long Resurrected, long Missing)
    {
        public bool Any => this != new Damage(0, 0, 0);

        public Damage Plus(IEnumerable<TargetCounts> counts) =>
            counts.Aggregate(this, (sum, target) => new(
                sum.Stale + target.Stale, sum.Resurrected + target.Extra, sum.Missing + target.Missing));
    }
}
