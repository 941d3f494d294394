using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using Underpin.Live;
using Underpin.Live.Plans;

namespace Underpin.Tests.Live;

public sealed class AgreementTests
{
    private const int Keys = 10_000;

    private static readonly string[] _alphabet =
        ["a", "Z", "0", " ", "é", "ß", "Ж", "中", "🏌", "'", "\"", "\\", "\n", "%", "İ", "\u0301"];

    /// <summary>As an application has it that uses the feature library without settings of its own.</summary>
    internal static ContextualTargetingFilter Targeting { get; } =
        new(Options.Create(new TargetingEvaluationOptions()), NullLoggerFactory.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_application_the_tool_SQL_and_the_feature_library_agree_on_every_key()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await using var instance = await TestInstance.StartAsync(database.Application);
        var keys = RandomKeys();
        foreach (var percent in new[] { 0, 0.5, 10, 33.3, 50, 99.9, 100 })
        {
            await instance.FollowsAsync(await database.PlanAsync(new TestPlan { Write = percent, Read = percent / 2 }));
            var plan = instance.Live.Current;
            var library = new FeatureManager(plan.Features) { FeatureFilters = [Targeting] };
            var tool = await database.Plans().CurrentAsync(LiveDatabase.Change, Token);
            var writes = await SaysAsync(database, "writes_new", keys);
            var reads = await SaysAsync(database, "reads_new", keys);
            for (var i = 0; i < Keys; i++)
            {
                Assert.Equal(writes[i], (await plan.WriteSidesAsync(keys[i], Nobody)).Both);
                Assert.Equal(reads[i], await plan.ReadSideAsync(keys[i], Nobody) == Side.New);
                Assert.Equal(writes[i], tool.WritesNew(keys[i], user: null, groups: []));
                Assert.Equal(reads[i], tool.ReadsNew(keys[i], user: null, groups: []));
                var context = new TargetingContext { UserId = keys[i], Groups = [] };
                Assert.Equal(writes[i], await library.IsEnabledAsync("golf.write", context));
                Assert.Equal(reads[i], await library.IsEnabledAsync("golf.read", context));
            }
        }
    }

    [Fact]
    public async Task Ten_percent_is_ten_percent_and_a_key_that_is_on_stays_on_as_the_share_grows()
    {
        var keys = Enumerable.Range(0, Keys).Select(i => $"course {i}").ToArray();
        var before = new HashSet<string>();
        foreach (var percent in new[] { 1, 10, 50, 90 })
        {
            var plan = Force(new Rollout(percent, [], []));
            var on = new HashSet<string>();
            foreach (var key in keys)
            {
                if ((await plan.WriteSidesAsync(key, Nobody)).Both)
                {
                    on.Add(key);
                }
            }

            // Five standard deviations of the binomial distribution.
            var share = percent / 100.0;
            var bound = 5 * Math.Sqrt(Keys * share * (1 - share));
            Assert.InRange(on.Count, (Keys * share) - bound, (Keys * share) + bound);
            Assert.Superset(before, on);
            before = on;
        }
    }

    [Fact]
    public async Task The_write_and_the_read_of_a_change_pick_different_keys()
    {
        var plan = new PlanInForce(new Plan
        {
            Change = "golf",
            Version = 1,
            Installed = true,
            Write = new(50, [], []),
            Read = new(50, [], []),
        });
        var same = 0;
        for (var i = 0; i < 1000; i++)
        {
            var writes = (await plan.WriteSidesAsync($"{i}", Nobody)).Both;
            same += writes == (await plan.ReadSideAsync($"{i}", Nobody) == Side.New) ? 1 : 0;
        }

        Assert.InRange(same, 400, 600);
    }

    [Fact]
    public async Task The_caller_of_an_operation_decides_for_it()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var caller = new Caller("ada", []);
        await using var instance = await TestInstance.StartAsync(
            database.Application, options => options.Caller = _ => caller);
        await instance.FollowsAsync(await database.PlanAsync(new TestPlan { WriteUsers = ["ada"] }));
        await instance.Change.WriteAsync(Course.Write(1, "both"), Token);
        caller = new Caller("bob", []);
        await instance.Change.WriteAsync(Course.Write(2, "old"), Token);
        Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from old_course"));
        Assert.Equal(1, await database.ScalarAsync<int>("select id from new_course"));
    }

    private static Task<bool[]> SaysAsync(LiveDatabase database, string function, string[] keys) =>
        database.ScalarAsync<bool[]>(
            $"""
            select array_agg(underpin.{function}('golf', key) order by number)
            from unnest($1) with ordinality as keys (key, number)
            """, (object)keys);

    private static Caller Nobody() => Caller.Nobody;

    private static PlanInForce Force(Rollout write) =>
        new(new Plan { Change = "golf", Version = 1, Installed = true, Write = write });

    private static string[] RandomKeys()
    {
        var random = new Random(20);
        return
        [
            "",
            .. Enumerable.Range(1, Keys - 1).Select(_ => string.Concat(
                Enumerable.Range(0, random.Next(1, 20)).Select(_ => _alphabet[random.Next(_alphabet.Length)]))),
        ];
    }
}
