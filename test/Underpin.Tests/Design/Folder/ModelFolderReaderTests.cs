using Underpin.Design.Folder;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Folder;

/// <summary>Reading a model folder: what is in it, and everything that is wrong with it at once.</summary>
public sealed class ModelFolderReaderTests
{
    [Fact]
    public void A_whole_folder_is_read()
    {
        using var golf = new GolfModel();

        var model = ModelFolderReader.Read(golf.Path).Require();

        Assert.Equal(["course_opens", "architect_designs", "course_closes"], model.Vocabulary.Facts.Keys);
        Assert.Equal(
            "open_courses(on date) returns (course text, opened date)",
            model.Vocabulary.Questions["open_courses"].Say());
        Assert.Equal(new DateOnly(2026, 6, 30), model.Vocabulary.Today);
        var candidate = Assert.Single(model.Candidates);
        Assert.Equal(2, candidate.Schema.Statements.Count);
        var block = candidate.Facts["architect_designs"];
        Assert.Equal("One row for each architect of a course.", block.Documentation);
        Assert.Equal(new Place("candidates/two-tables/facts.sql", 4), block.Place);
        var statement = Assert.Single(block.Statements);
        Assert.Equal(6, statement.Place.Line);
        Assert.Equal("insert into designs (course, architect) values (($1::text), ($2::text))", statement.Sql.Text);
        Assert.Equal(["course", "architect"], statement.Parameters.Select(parameter => parameter.Name));
        var scenario = Assert.Single(model.Scenarios);
        Assert.Equal(3, scenario.Given.Count);
        Assert.Equal("R1", Assert.Single(scenario.Refuses).Rule?.Name);
        Assert.Equal([2, 1, 0], scenario.Answers.Select(answer => answer.Rows.Count));
        Assert.Equal("architect_designs: [Tom Morris, Muirfield]", scenario.Given[1].Say());
        Assert.Equal(new Place("scenarios/courses.yaml", 5), scenario.Given[1].Place);
    }

    [Theory]
    [InlineData("apps/EarlyCareers/database/model")]
    [InlineData("apps/Golf/database/model")]
    public void The_folders_of_the_applications_are_whole(string path) =>
        Assert.Equal([],
            ModelFolderReader.Read(Path.Combine(Repository.Root, path)).Problems.Select(problem => problem.ToString()));

    [Fact]
    public void Ten_thousand_scenarios_are_read_and_the_wrong_ones_told()
    {
        using var golf = new GolfModel();
        var one = File.ReadAllText(Path.Combine(golf.Path, "scenarios/courses.yaml")) + "\n";
        var lines = one.Count(letter => letter == '\n');
        golf.Write("scenarios/courses.yaml", string.Concat(Enumerable.Range(0, 10_000).Select(number =>
            one.Replace("A course", $"Course {number}", StringComparison.Ordinal)
                .Replace("[Harry Colt, Tom Morris]", number % 5_000 == 1 ? "[[Harry, Tom]]"
                    : "[Harry Colt, Tom Morris]", StringComparison.Ordinal))));

        var reading = ModelFolderReader.Read(golf.Path);

        Assert.Equal(10_000, reading.Model.Scenarios.Count);
        Assert.Equal([lines + 12, (5_001 * lines) + 12], reading.Problems.Select(problem => problem.Place.Line));
    }
}
