using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design.Testing;

/// <summary>What happens between one save of a file and the next.</summary>
public sealed class WatchTests
{
    private const string Facts = "candidates/two-tables/facts.sql";
    private const string Schema = "candidates/two-tables/schema.sql";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_save_is_told_once_also_while_nobody_waits()
    {
        using var golf = new GolfModel();
        using var watch = new FolderWatch(golf.Path);

        golf.Replace(Facts, "opened_on)", "opened_on )").Replace(Schema, "courses (", "courses  (");
        await watch.SavedAsync(Stop).WaitAsync(TimeSpan.FromSeconds(10), Stop);

        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        soon.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.SavedAsync(soon.Token));

        golf.Write("scenarios/new/one.yaml", "[]");
        await watch.SavedAsync(Stop).WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }

    [Fact]
    public async Task Only_a_candidate_whose_schema_changed_is_created_again()
    {
        using var golf = new GolfModel();
        foreach (var file in new[] { "schema.sql", "facts.sql", "questions.sql" })
        {
            golf.Write(
                $"candidates/other/{file}", File.ReadAllText(Path.Combine(golf.Path, "candidates/two-tables", file)));
        }

        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var check = new DesignCheck(home, databases);

        var first = await RunAsync();
        golf.Replace(Facts, "values (:course, :architect)", "values (:course, :architect || '!')");
        var second = await RunAsync();
        golf.Replace(Schema, "primary key (course, architect)", "constraint once primary key (course, architect)");
        var third = await RunAsync();

        Assert.Equal(first.Databases, second.Databases);
        Assert.Equal(second.Databases[0], third.Databases[0]);
        Assert.NotEqual(second.Databases[1], third.Databases[1]);
        // What was edited is what ran.
        Assert.Equal(["Right", "Right"], first.Outcomes);
        Assert.Equal(["Right", "Wrong"], second.Outcomes);
        Assert.Equal("once on designs", third.Spoke);

        async Task<(List<CandidateDatabase?> Databases, List<string> Outcomes, string? Spoke)> RunAsync()
        {
            var model = await check.RunAsync(ModelFolderReader.Read(golf.Path), Stop);
            Assert.Empty(model.Problems);
            var run = await new ScenarioTest(databases, TimeProvider.System)
                .RunAsync(model.Model, model.Expected, null, Stop);
            return (
                [.. model.Model.Candidates.Select(databases.Of)],
                [.. run.Cells.Select(cell => cell.Outcome.ToString())],
                run.Cells[1].Held is [var held, ..] ? held.By.Speaker : null);
        }
    }

    [Fact]
    public async Task A_file_that_is_saved_half_leaves_the_databases_as_they_are()
    {
        using var golf = new GolfModel();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var check = new DesignCheck(home, databases);
        var candidate = Assert.Single((await check.RunAsync(ModelFolderReader.Read(golf.Path), Stop)).Model.Candidates);
        var before = databases.Of(candidate);

        golf.Replace("vocabulary.yaml", "facts:", "facts: [");
        var half = await check.RunAsync(ModelFolderReader.Read(golf.Path), Stop);
        golf.Replace("vocabulary.yaml", "facts: [", "facts:");
        var whole = await check.RunAsync(ModelFolderReader.Read(golf.Path), Stop);

        // One thing is wrong, so one thing is told.
        Assert.StartsWith("vocabulary.yaml:", Assert.Single(half.Problems).ToString(), StringComparison.Ordinal);
        Assert.Empty(whole.Problems);
        Assert.Same(before, databases.Of(candidate));
    }
}
