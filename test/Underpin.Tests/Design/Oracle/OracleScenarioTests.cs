using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Oracle;

/// <summary>
/// The scenarios whose answers were known beforehand, against every model of the early careers record.
/// </summary>
public sealed class OracleScenarioTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_candidate_takes_the_legal_rows_and_gives_the_known_answers()
    {
        var run = await RunAsync("Thirteen teachers of the prototypes, as far as the rules allow them");

        Assert.Equal(6, run.Cells.Count);
        Assert.All(run.Cells, cell =>
        {
            Assert.Empty(cell.Unsaid);
            Assert.DoesNotContain(
                cell.Misses, miss => miss is WrongAnswer or QuestionFailed or FactTouchedNothing or FactRefused);
        });
    }

    [Fact]
    public async Task Separate_periods_alone_refuses_the_illegal_rows()
    {
        var run = await RunAsync("Thirteen teachers of the prototypes, as far as the rules allow them");

        var right = Assert.Single(run.Cells, cell => cell.Outcome == Outcome.Right);
        Assert.Equal(("separate-periods", 8), (right.Candidate, right.Held.Count));
    }

    [Fact]
    public async Task A_version_of_everything_mistakes_a_change_of_mentor_for_a_beginning()
    {
        var run = await RunAsync("The mentor of next term is known already");

        var wrong = Assert.Single(run.Cells, cell => cell.Outcome == Outcome.Wrong);
        Assert.Equal("induction-records", wrong.Candidate);
        Assert.Contains(Assert.IsType<WrongAnswer>(Assert.Single(wrong.Misses)).Lines, line =>
            line.Contains("joining", StringComparison.Ordinal));
    }

    private static async Task<TestedModel> RunAsync(string scenario)
    {
        var reading = ModelFolderReader.Read(
            Path.Combine(Repository.Root, "apps", "EarlyCareers", "database", "model"));
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var model = await new DesignCheck(home, databases)
            .RunAsync(reading.Only([], told => told.Title == scenario), Stop);
        Assert.Equal([], model.Problems.Select(problem => problem.ToString()));
        return await new ScenarioTest(databases, TimeProvider.System).RunAsync(model.Model, model.Expected, null, Stop);
    }
}
