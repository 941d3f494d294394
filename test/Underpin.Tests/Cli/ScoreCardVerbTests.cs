using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Underpin.Tests.Design;
using Underpin.Tests.Design.ScoreCard;

namespace Underpin.Tests.Cli;

/// <summary><c>underpin design draw</c> and <c>underpin design compare</c> as a shell sees them.</summary>
public sealed partial class ScoreCardVerbTests
{
    [Fact]
    public async Task The_score_card_has_candidates_across_and_measures_down()
    {
        using var model = SpellsModel.Create();
        var page = Path.Combine(model.Path, "card.html");

        var answer = await ToolProcess.RunAsync(
            await TestServer.NewDatabaseAsync(), "design", "compare", model.Path, "--html", page);

        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Approved.Verify(Seconds().Replace(answer.Output, "in 0.0 s"));
        Assert.Contains("<h2 id=\"scenarios\">",
            await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_score_card_as_json_is_one_document_with_every_row_and_why()
    {
        using var model = SpellsModel.Create();
        var answer = await ToolProcess.RunAsync(
            await TestServer.NewDatabaseAsync(), "design", "compare", model.Path, "--json");
        using var document = JsonDocument.Parse(answer.Output);
        var figures = document.RootElement.GetProperty("figures");
        var row = figures.GetProperty("rows").EnumerateArray()
            .Single(row => row.GetProperty("key").GetString() == "scenarios.wrong");
        var cell = row.GetProperty("cells").GetProperty("versions");
        Assert.Equal((1, "Fails"), (cell.GetProperty("number").GetInt32(), cell.GetProperty("grade").GetString()));
        Assert.NotEmpty(cell.GetProperty("why").EnumerateArray());
        Assert.Equal(4, figures.GetProperty("distances")[0].GetProperty("steps").GetInt32());
    }

    [Fact]
    public async Task A_folder_that_is_not_whole_is_not_compared()
    {
        using var model = SpellsModel.Create()
            .Replace("candidates/versions/questions.sql", "-- question: people", "-- question: peoples");
        var answer = await ToolProcess.RunAsync(await TestServer.NewDatabaseAsync(), "design", "compare", model.Path);
        Assert.Equal(ExitCode.Usage, answer.ExitCode);
        Assert.Contains("Nothing was compared", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_is_printed_or_written_to_files()
    {
        using var golf = new GolfModel();
        var connection = await TestServer.NewDatabaseAsync();
        var printed = await ToolProcess.RunAsync(connection, "design", "draw", golf.Path, "--format", "mermaid");
        Assert.Equal(ExitCode.Done, printed.ExitCode);
        Assert.Contains("    \"courses\" ||--o{ \"designs\" : \"course\"", printed.Output, StringComparison.Ordinal);

        var folder = Path.Combine(golf.Path, "drawings") + "/";
        var written = await ToolProcess.RunAsync(connection, "design", "draw", golf.Path, "--out", folder);
        Assert.Equal((ExitCode.Done, ""), (written.ExitCode, written.Output));
        Assert.Equal("svg", XDocument.Load(Path.Combine(folder, "two-tables.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public async Task A_schema_that_fails_is_told_with_file_and_line()
    {
        using var golf = new GolfModel()
            .Replace("candidates/two-tables/schema.sql", "closed_on date,", "closed_on day,");
        var answer = await ToolProcess.RunAsync(await TestServer.NewDatabaseAsync(), "design", "draw", golf.Path);
        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Contains(
            "candidates/two-tables/schema.sql:4: type \"day\" does not exist", answer.Errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"in \d+\.\d s")]
    private static partial Regex Seconds();
}
