using System.Text.Json;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Square;

/// <summary><c>underpin test</c> as a user runs it, on the golf courses' own folder.</summary>
public sealed class TestVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("underpin-golf-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_golf_courses_change_commutes()
    {
        var answer = await ToolProcess.RunAsync(
            await TestServer.NewDatabaseAsync(), "test", GolfChange.FolderPath, "--histories", "120", "--json");

        Assert.True(answer.ExitCode == ExitCode.Done, answer.ToString());
        var result = Figures(answer);
        Assert.True(result.GetProperty("commutes").GetBoolean());
        Assert.Equal(0, result.GetProperty("histories").GetProperty("differences").GetInt32());
        Assert.True(result.GetProperty("histories").GetProperty("rebuilt").GetInt32() > 50);
        Assert.False(result.GetProperty("histories").GetProperty("noWayBack").GetBoolean());
        Assert.True(result.GetProperty("writers").GetProperty("facts").GetInt32() > 50);
        // The third architect, for whom the change is made, is what the old schema cannot say.
        Assert.Contains(result.GetProperty("scenarios").EnumerateArray(), scenario =>
            scenario.GetProperty("scenario").GetString() == "A third architect"
            && scenario.GetProperty("notInOldSchema").GetString() is { Length: > 0 });
        Assert.True(result.GetProperty("differs")[0].GetProperty("count")
            .GetInt32() > 0, "the declared difference does not occur");
    }

    [Fact]
    public async Task A_second_architect_that_the_mapping_forgets_is_shown_by_two_facts()
    {
        Copy("golf_course_architects.sql", ", (2::smallint, architect_2)", "");

        var answer = await ToolProcess.RunAsync(
            await TestServer.NewDatabaseAsync(), "test", Folder, "--model", Model, "--histories", "60", "--writers",
            "0", "--json");

        Assert.True(answer.ExitCode == ExitCode.Findings, answer.ToString());
        var result = Figures(answer);
        var found = result.GetProperty("histories").GetProperty("found").EnumerateArray().ToList();
        // The second place alone is filled, and its row is missing.
        var smallest = found.Single(
            cause => cause.GetProperty("rows")[0].GetProperty("table").GetString() == "golf_course_architects");
        var facts = smallest.GetProperty("history").EnumerateArray().Select(fact => fact.GetString()!).ToList();
        Assert.Equal(2, facts.Count);
        Assert.StartsWith("- course_opens: ", facts[0], StringComparison.Ordinal);
        Assert.Matches(@"^- architect_designs_at: \[.*, 2, .*\]$", facts[1]);
        Assert.Equal("Missing", smallest.GetProperty("rows")[0].GetProperty("class").GetString());
        Assert.Equal("2", smallest.GetProperty("rows")[0].GetProperty("recorded").GetProperty("position").GetString());
        Assert.Contains(result.GetProperty("scenarios").EnumerateArray(), scenario =>
            scenario.GetProperty("isWrong").GetBoolean());
    }

    [Fact]
    public async Task A_back_sql_that_confuses_the_places_is_shown_by_two_facts()
    {
        Copy("back.sql", "a1.name as architect_1, a2.name as architect_2",
            "a2.name as architect_1, a1.name as architect_2");

        var answer = await ToolProcess.RunAsync(
            await TestServer.NewDatabaseAsync(), "test", Folder, "--model", Model, "--histories", "40", "--writers",
            "0", "--json");

        Assert.True(answer.ExitCode == ExitCode.Findings, answer.ToString());
        var histories = Figures(answer).GetProperty("histories");
        Assert.True(histories.GetProperty("noWayBack").GetBoolean());
        Assert.Equal(0, histories.GetProperty("differences").GetInt32());
        var found = Assert.Single(histories.GetProperty("found").EnumerateArray());
        Assert.Equal(2, found.GetProperty("facts").GetInt32());
        Assert.StartsWith("- course_opens: ", found.GetProperty("history")[0].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("- architect_designs", found.GetProperty("history")[1].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("back.sql does not rebuild 1 of 1 rows of golf_courses", found.GetProperty("wrong")
            .GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_that_is_stopped_leaves_no_database_behind()
    {
        var connectionString = await OwnRole.CreateAsync(await TestServer.NewDatabaseAsync(), "stopped_tester");
        using var tool = ToolProcess.Start(connectionString, "test", GolfChange.FolderPath, "--histories", "5000");
        while (await OwnRole.ScratchDatabasesAsync(connectionString) < 2)
        {
            await Task.Delay(50, Cancellation);
        }

        tool.Terminate();
        var answer = await tool.EndAsync();

        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Equal(0, await OwnRole.ScratchDatabasesAsync(connectionString));
    }

    [Fact]
    public async Task A_change_that_names_no_candidates_is_refused_with_what_to_add()
    {
        Copy("change.yaml", "model: { old: candidates/two-columns, new: candidates/architects }", "");

        var answer = await ToolProcess.RunAsync(await TestServer.NewDatabaseAsync(), "test", Folder);

        Assert.Equal(ExitCode.Usage, answer.ExitCode);
        Assert.Contains("model: { old: candidates/", answer.Errors, StringComparison.Ordinal);
    }

    private static JsonElement Figures(ToolAnswer answer) =>
        JsonDocument.Parse(answer.Output).RootElement.GetProperty("figures");

    private string Folder => Path.Combine(_folder, "golf-course-architects");

    private static string Model => Path.GetFullPath(Path.Combine(GolfChange.FolderPath, "..", "..", "model"));

    private void Copy(string file, string old, string @new)
    {
        Directory.CreateDirectory(Folder);
        foreach (var path in Directory.GetFiles(GolfChange.FolderPath))
        {
            File.Copy(path, Path.Combine(Folder, Path.GetFileName(path)));
        }

        var changed = Path.Combine(Folder, file);
        var text = File.ReadAllText(changed);
        Assert.Equal(2, text.Split(old).Length);
        File.WriteAllText(changed, text.Replace(old, @new, StringComparison.Ordinal));
    }
}
