using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Golf;

/// <summary>What the golf application's scenarios make of its three candidates.</summary>
public sealed class GolfCandidatesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tables_that_the_change_leads_to_are_right_in_every_scenario()
    {
        var run = await RunAsync("architects");

        Assert.Equal([], run.Cells.Where(cell => cell.Outcome != Outcome.Right).SelectMany(cell => cell.Lines));
        Assert.True(run.Cells.Count >= 20);
    }

    [Fact]
    public async Task Two_columns_have_no_place_for_a_third_architect()
    {
        var run = await RunAsync("two-columns");

        var nowhere = run.Cells.Where(cell => cell.Misses.Any(miss => miss is FactTouchedNothing));
        Assert.Equal(
            ["A third architect", "The middle one of three is taken off the card",
                "Who worked with whom on a course of four"],
            nowhere.Select(cell => cell.Scenario.Title).Order());
    }

    [Theory]
    [InlineData("two-columns")]
    [InlineData("architect-array")]
    public async Task A_name_that_is_no_more_than_text_lets_two_architects_become_one(string candidate)
    {
        var run = await RunAsync(candidate);

        var cell = run.Cells.Single(cell => cell.Scenario.Title == "A new name that somebody else bears");
        Assert.IsType<Accepted>(Assert.Single(cell.Misses));
    }

    [Fact]
    public async Task An_array_holds_any_number_of_architects_and_guards_no_place()
    {
        var run = await RunAsync("architect-array");

        Assert.Equal(
            ["A new name that somebody else bears", "A place is taken, or is none"],
            run.Cells.Where(cell => cell.Outcome != Outcome.Right).Select(cell => cell.Scenario.Title).Order());
    }

    private static async Task<TestedModel> RunAsync(string candidate)
    {
        var reading = ModelFolderReader.Read(Path.Combine(Repository.Root, "apps", "Golf", "database", "model"));
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var model = await new DesignCheck(home, databases).RunAsync(reading.Only([candidate], _ => true), Stop);
        Assert.Equal([], model.Problems.Select(problem => problem.ToString()));
        return await new ScenarioTest(databases, TimeProvider.System).RunAsync(model.Model, model.Expected, null, Stop);
    }
}
