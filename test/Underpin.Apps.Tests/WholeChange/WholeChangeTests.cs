using Golf.Seeding;
using Underpin.Apps.Tests.GolfCourses;

namespace Underpin.Apps.Tests.WholeChange;

/// <summary>
/// Two instances of the application under traffic, while the change walks through all five steps by the tool's own
/// commands, and back from every one before the drop.
/// </summary>
public sealed class WholeChangeTests : IDisposable
{
    // Longer than the second that clean-up is told to wait for.
    private static readonly TimeSpan _soak = TimeSpan.FromSeconds(1.2);

    private readonly DirectoryInfo _archive = Directory.CreateTempSubdirectory("underpin-golf-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _archive.Delete(recursive: true);

    [Fact]
    public async Task Forward_and_back_from_every_step_the_clients_see_nothing_and_nothing_is_lost()
    {
        var database = await GolfDatabase.AtAsync(Stand.NotInstalled);
        var tool = new Operator(database);
        await using var first = await GolfHost.StartAsync(database);
        await using var second = await GolfHost.StartAsync(database);
        var answers = new Answers(first, second);
        await using var clients = new Clients([first, second]);
        clients.Start(writers: 4, readers: 2);
        await StepAsync("before");

        await tool.InstallAsync();
        await tool.DoAsync("lint");
        await tool.DoAsync("expand");
        await StepAsync("expanded");
        await tool.DoAsync("back");
        Assert.Equal(["0"], await database.LinesAsync("select count(to_regclass('architects'))"));
        await StepAsync("expand taken back");
        await tool.DoAsync("expand");

        await tool.DoAsync("write", "30%");
        await StepAsync("writing 30 %");
        await tool.DoAsync("write", "100%");
        await StepAsync("writing 100 %");
        await tool.DoAsync("back");
        await StepAsync("writing taken back");
        await tool.DoAsync("write", "100%");

        await tool.DoAsync("populate");
        await tool.DoAsync("verify");
        await StepAsync("populated");
        await tool.RefusedAsync("shadow reads compared", "read", "10%");

        await tool.DoAsync("read", "--shadow", "100%");
        await ComparedAsync(database);
        await tool.DoAsync("read", "30%");
        await StepAsync("reading 30 %");
        await tool.DoAsync("back");
        await StepAsync("reading taken back");
        await tool.DoAsync("read", "100%");
        await StepAsync("reading 100 %");

        await tool.DoAsync("read", "--lead", "new");
        await StepAsync("new leads");
        await tool.DoAsync("verify");
        await tool.DoAsync("back");
        await StepAsync("old leads again");
        await tool.DoAsync("verify");
        await tool.DoAsync("read", "--shadow", "100%");
        await ComparedAsync(database);
        await tool.DoAsync("read", "--lead", "new");
        await StepAsync("new leads for good");

        await tool.DoAsync("verify");
        await CleanUpAsync();
        await StepAsync("set aside");
        await tool.DoAsync("back");
        Assert.Equal([], await database.DifferencesAsync());
        await StepAsync("put back");
        await tool.DoAsync("verify");
        await CleanUpAsync();
        await StepAsync("set aside for good");
        await CleanUpAsync("--drop", "--archive", Path.Combine(_archive.FullName, "golf.csv.gz"));
        await StepAsync("dropped");

        var written = await clients.StopAsync();
        Assert.Equal([], clients.Complaints);
        Assert.True(clients.Requests > 500, $"{clients.Requests} requests");
        await answers.SameAsync("after");
        foreach (var course in written.Values)
        {
            Assert.Equal(Expected.OldShape(course), await first.GetAsync(Expected.Address(course.Name)));
        }

        Assert.Equal([$"{300 + written.Count}"], await database.LinesAsync("select count(*) from golf_courses"));
        Assert.Equal(["0"], await database.LinesAsync(
            """
            select count(*) from pg_attribute
            where attrelid = 'golf_courses'::regclass and not attisdropped and attname like '%architect%'
            """));

        async Task StepAsync(string step)
        {
            await answers.SameAsync(step);
            await Task.Delay(400, Cancellation); // a while under this plan, with traffic
            Assert.True(clients.Complaints.IsEmpty, $"{step}: {string.Join('\n', clients.Complaints)}");
        }

        async Task CleanUpAsync(params string[] options)
        {
            await Task.Delay(_soak, Cancellation);
            await tool.DoAsync("clean-up", ["--soak", "1s", .. options]);
        }
    }

    [Fact]
    public async Task A_decoy_in_an_old_column_changes_no_answer_once_every_read_is_new()
    {
        var database = await GolfDatabase.AtAsync(Stand.ReadsNew);
        await using var golf = await GolfHost.StartAsync(database);
        var answers = new Answers(golf);
        await answers.SameAsync("before");
        var pages = await golf.GetAsync("/architects/Donald%20Ross") + await golf.GetAsync("/");

        await database.RunAsync("update golf_courses set architect_1 = 'Donald Duck', architect_2 = 'Donald Duck'");

        await answers.SameAsync("with decoys");
        Assert.Equal(pages, await golf.GetAsync("/architects/Donald%20Ross") + await golf.GetAsync("/"));

        // And a read of the old schema would have shown them.
        await database.RunAsync(
            """
            insert into underpin.plan (change, version, stage, write_percent, read_percent)
            values ('golf-course-architects', 2, 'expanded', 100, 0);
            select pg_notify('underpin_plan', 'golf-course-architects');
            """);
        await using var another = await GolfHost.StartAsync(database);
        Assert.Contains("Donald Duck", await another.GetAsync("/api/courses"), StringComparison.Ordinal);
    }

    private static async Task ComparedAsync(GolfDatabase database)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var lines = await database.LinesAsync(
                """
                select coalesce(sum(compared), 0) >= 120
                from underpin.comparison
                where counted_at > (select max(finished_at) from underpin.run where kind = 'verify')
                """);
            if (lines[0] == "True")
            {
                Assert.Equal([], await database.LinesAsync("select path, key, old, new from underpin.mismatch"));
                return;
            }

            await Task.Delay(100, Cancellation);
        }

        Assert.Fail("Fewer than 120 reads were compared in half a minute.");
    }

    /// <summary>The courses that nobody writes, as every client of every instance must see them all along.</summary>
    private sealed class Answers(params GolfHost[] instances)
    {
        private readonly List<SeededCourse> _courses = GolfDatabase.Seed.Courses().ToList();

        public async Task SameAsync(string step)
        {
            foreach (var golf in instances)
            {
                for (var page = 1; page <= 6; page++)
                {
                    var expected = Expected.OldShape(_courses.Skip((page - 1) * 50).Take(50));
                    var answered = await golf.GetAsync($"/api/courses?page={page}");
                    Assert.True(expected == answered, $"{step}: page {page} of {golf.Address} is not what it was");
                }

                foreach (var course in _courses.Take(40))
                {
                    Assert.Equal(Expected.OldShape(course), await golf.GetAsync(Expected.Address(course.Name)));
                }
            }
        }
    }
}
