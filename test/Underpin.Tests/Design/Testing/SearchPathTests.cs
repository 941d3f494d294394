using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Load;
using Underpin.Design.Search;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Tests.Design.Search;

namespace Underpin.Tests.Design.Testing;

/// <summary>A candidate whose <c>schema.sql</c> creates a schema of its own and puts it in the search path.</summary>
public sealed class SearchPathTests
{
    private const string Schema = "candidates/two-tables/schema.sql";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_and_test_find_the_tables_as_the_schema_left_them()
    {
        using var golf = Moved("set search_path = links;");

        Assert.Equal((Outcome.Right, ""), Say(await ModelRun.CellAsync(golf)));
    }

    [Fact]
    public async Task A_search_path_that_the_role_or_the_connection_has_does_not_matter()
    {
        using var golf = Moved("set search_path = links;");
        var connectionString = await OwnRole.CreateAsync(await TestServer.NewDatabaseAsync(), "lost_pathfinder");
        await using (var source = NpgsqlDataSource.Create(connectionString))
        {
            await using var lead = source.CreateCommand("alter role lost_pathfinder set search_path = nowhere");
            await lead.ExecuteNonQueryAsync(Stop);
        }

        var answer = await ToolProcess.RunAsync(
            $"{connectionString};Search Path=elsewhere", "design", "test", golf.Path);

        Assert.True(answer.ExitCode == ExitCode.Done, answer.ToString());
    }

    [Fact]
    public async Task Load_finds_them_too()
    {
        using var golf = Moved("set search_path = links;");
        var model = ModelFolderReader.Read(golf.Path).Require();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        Assert.Empty(await databases.PrepareAsync(model.Candidates, Stop));

        var load = await new VolumeTest(databases, new() { Histories = 20, Seed = 1, Distinct = 5 })
            .RunAsync(model, null, Stop);

        Assert.All(Assert.Single(load.Candidates).Questions, question => Assert.Null(question.NotAsked));
    }

    [Fact]
    public async Task Search_finds_them_too()
    {
        using var rules = RuleModel.Create();
        rules.Replace("candidates/periods/schema.sql", "create table spells",
            "create schema teaching; set search_path = teaching, public; create table spells");

        var report = await RuleModel.SearchAsync(
            rules, new SearchOptions { Seed = 1, Histories = 5, Rule = "one-school" });

        Assert.All(report.Results, result => Assert.Equal((true, 0), (result.Refused > 0, result.Lost)));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task The_empty_search_path_of_a_dump_is_not_kept()
    {
        using var golf = new GolfModel();
        golf.Replace(Schema, "create table courses",
            "select pg_catalog.set_config('search_path', '', false); create table public.courses")
            .Replace(Schema, "create table designs", "create table public.designs")
                .Replace(Schema, "references courses", "references public.courses");

        Assert.Equal((Outcome.Right, ""), Say(await ModelRun.CellAsync(golf)));
    }

    private static GolfModel Moved(string path) =>
        new GolfModel().Replace(Schema, "create table courses", $"create schema links; {path} create table courses");

    private static (Outcome Outcome, string Lines) Say(Cell cell) => (cell.Outcome, string.Join('\n', cell.Lines));
}
