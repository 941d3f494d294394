using System.Text.Json;
using System.Text.RegularExpressions;
using Underpin.Tests.Design;
using Underpin.Workspaces;

namespace Underpin.Tests.Cli;

/// <summary><c>underpin design check</c> and <c>underpin design test</c> as a shell sees them.</summary>
public sealed partial class DesignVerbTests
{
    private const string Questions = "candidates/two-tables/questions.sql";

    [Fact]
    public async Task A_model_that_is_right_is_0()
    {
        using var golf = new GolfModel();
        var connection = await TestServer.NewDatabaseAsync();

        var check = await ToolProcess.RunAsync(connection, "design", "check", golf.Path);
        Assert.Equal((ExitCode.Done, "Nothing is wrong in 3 facts, 2 questions, 1 candidates and 1 scenarios.\n"),
            (check.ExitCode, check.Output));

        var test = await ToolProcess.RunAsync(connection, "design", "test", golf.Path);
        Assert.Equal((ExitCode.Done, ""), (test.ExitCode, test.Errors));
    }

    [Fact]
    public async Task Cells_that_are_not_right_are_told_and_are_1()
    {
        using var golf = Wrong();

        var answer = await ToolProcess.RunAsync(await TestServer.NewDatabaseAsync(), "design", "test", golf.Path);

        Assert.Equal(ExitCode.Findings, answer.ExitCode);
        Approved.Verify(Seconds().Replace(answer.Output, "in 0.0 s"));
    }

    [Fact]
    public async Task Json_is_one_document_with_every_cell()
    {
        using var golf = Wrong();

        var answer = await ToolProcess.RunAsync(
            await TestServer.NewDatabaseAsync(), "design", "test", golf.Path, "--json");

        using var document = JsonDocument.Parse(answer.Output);
        var cells = document.RootElement.GetProperty("figures").GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(["Wrong", "Right"], cells.Select(cell => cell.GetProperty("outcome").GetString()));
        var miss = Assert.Single(cells[0].GetProperty("misses").EnumerateArray());
        Assert.Equal(("answer.wrong", 11), (miss.GetProperty("code").GetString(), miss.GetProperty("line").GetInt32()));
    }

    [Theory]
    [InlineData("two arch*", 1)]
    [InlineData("COURSE", 2)]
    [InlineData("more.yaml", 1)]
    [InlineData("basic", 1)]
    public async Task A_pattern_chooses_scenarios_by_name_file_or_tag(string pattern, int count)
    {
        using var golf = Wrong();

        var answer = await ToolProcess.RunAsync(
            await TestServer.NewDatabaseAsync(), "design", "test", golf.Path, "--scenario", pattern, "--json");

        using var document = JsonDocument.Parse(answer.Output);
        Assert.Equal(count, document.RootElement.GetProperty("figures").GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public async Task A_pattern_that_nothing_has_and_a_candidate_that_is_none_are_2()
    {
        using var golf = new GolfModel();
        var connection = await TestServer.NewDatabaseAsync();

        var scenario = await ToolProcess.RunAsync(connection, "design", "test", golf.Path, "--scenario", "tennis");
        Assert.Equal(ExitCode.Usage, scenario.ExitCode);
        Assert.Contains("has \"tennis\" in its name, tags or file", scenario.Errors, StringComparison.Ordinal);

        var candidate = await ToolProcess.RunAsync(connection, "design", "test", golf.Path, "--candidate", "two-table");
        Assert.Equal(ExitCode.Usage, candidate.ExitCode);
        Assert.Contains("Did you mean \"two-tables\"?", candidate.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_whole_is_not_tested()
    {
        using var golf = new GolfModel().Replace(Questions, "-- question: architects_of", "-- question: architect_of");
        var connection = await TestServer.NewDatabaseAsync();

        var test = await ToolProcess.RunAsync(connection, "design", "test", golf.Path);
        Assert.Equal(ExitCode.Usage, test.ExitCode);
        Assert.Contains("Did you mean \"architects_of\"?", test.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was tested", test.Errors, StringComparison.Ordinal);

        var check = await ToolProcess.RunAsync(connection, "design", "check", golf.Path);
        Assert.Equal((ExitCode.Findings, test.Output), (check.ExitCode, check.Output));
    }

    [Fact]
    public async Task A_candidate_that_is_not_whole_does_not_keep_another_from_its_test()
    {
        using var golf = new GolfModel().Write("candidates/begun/schema.sql", "create table begun ();");
        var connection = await TestServer.NewDatabaseAsync();

        Assert.Equal(ExitCode.Usage, (await ToolProcess.RunAsync(connection, "design", "test", golf.Path)).ExitCode);
        Assert.Equal(ExitCode.Done, (
            await ToolProcess.RunAsync(connection, "design", "test", golf.Path, "--candidate", "two-tables")).ExitCode);
    }

    [Fact]
    public void The_model_folder_is_found_here_or_beside_underpin_yaml()
    {
        using var golf = new GolfModel();
        var here = Path.GetDirectoryName(golf.Path)!;
        Assert.Equal(golf.Path, Workspace.Find(golf.Path).ModelPath(null));
        Assert.Equal(golf.Path, Workspace.Find(here).ModelPath(golf.Path));

        var project = Directory.CreateTempSubdirectory("underpin-project-").FullName;
        try
        {
            Assert.Throws<UnderpinException>(() => Workspace.Find(project).ModelPath(null));
            var model = Path.Combine(project, "database", "model");
            Directory.CreateDirectory(Path.Combine(model, "candidates"));
            File.WriteAllText(Path.Combine(model, "vocabulary.yaml"), "facts: []");
            Assert.Equal(model, Workspace.Find(project).ModelPath(null));
            File.WriteAllText(Path.Combine(project, "database", "underpin.yaml"), "changes: changes");
            Assert.Equal(model, Workspace.Find(Path.Combine(model, "candidates")).ModelPath(null));
        }
        finally
        {
            Directory.Delete(project, recursive: true);
        }
    }

    /// <summary>One scenario right, one wrong.</summary>
    private static GolfModel Wrong() => new GolfModel()
        .Replace(Questions, "where course = :course", "where course = :course and architect <> 'Harry Colt'")
        .Write("scenarios/more.yaml", """
            - scenario: A course that closed
              given:
                - course_opens: [Troon, 1878-03-16]
                - course_closes: [Troon, 1900-01-01]
              refuses:
                - course_opens: [Troon, 1901-01-01]
              answers:
                - open_courses: [1900-01-02]
                  is: none
            """);

    [GeneratedRegex(@"in \d+\.\d s")]
    private static partial Regex Seconds();
}
