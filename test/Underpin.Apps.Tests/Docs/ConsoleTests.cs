using Underpin.Tests;
using Underpin.Tests.Shape;

namespace Underpin.Apps.Tests.Docs;

/// <summary>What the pages show typed works where it is typed: in the folder of the repository.</summary>
public sealed class ConsoleTests
{
    private const string WalkThrough = "docs/walk-through.md";
    private const string Teachers = "apps/EarlyCareers/database/model";

    /// <summary>What is not run here, and why.</summary>
    private static readonly Dictionary<(string Page, string Typed), string> _unrun = new()
    {
        [("README.md", "./demo golf")] = "GolfDemoTests plays it",
        [("README.md", "./build")] = "it runs these tests",
        [("README.md", $"./underpin design compare {Teachers} --html score-card.html")] =
            "DesigningPageTests compares these six, and ScoreCardVerbTests writes a page",
        [("docs/designing-the-database-first.md", $"./underpin design compare {Teachers} --html score-card.html")] =
            "as in the README",
        [("docs/designing-the-database-first.md", $"./underpin design load {Teachers} --histories 2000 --seed 1")] =
            "it takes minutes; the bench design-questions records more",
    };

    public static TheoryData<string> Pages => [.. Commands().Where(IsRunHere).Select(one => one.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_commands_of_a_page_run_as_they_stand(string page)
    {
        using var shell = new Shell(await TestServer.NewDatabaseAsync(), "apps");
        foreach (var (_, command) in Commands().Where(one => one.Page == page && IsRunHere(one)))
        {
            await shell.RequireAsync(command, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void What_is_not_run_is_still_shown() =>
        Assert.Equal([], _unrun.Keys.Except(Commands().Select(one => (one.Page, one.Command.Typed))));

    /// <summary>The README shows a change in short: <c>clean-up</c> stands there without its soak.</summary>
    [Fact]
    public void The_steps_of_the_readme_are_those_of_the_walk_through()
    {
        var walked = Command.Of(Repository.Text(WalkThrough)).Select(command => command.Typed).ToList();
        var steps = Commands().Where(one => IsStep(one)).ToList();

        Assert.Equal(8, steps.Count);
        Assert.Equal([], steps.Select(one => one.Command.Typed)
            .Where(step => !walked.Exists(typed => typed.StartsWith(step, StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_typed_stands_in_a_console_block() =>
        Assert.Equal([], Documents().SelectMany(page => Repository.Text(page).Split('\n')
            .Where(line => line.StartsWith("underpin ", StringComparison.Ordinal)
                || line.StartsWith("./underpin ", StringComparison.Ordinal))
            .Select(line => $"{page}: {line}")));

    private static bool IsRunHere((string Page, Command Command) one) =>
        one.Page != WalkThrough && !_unrun.ContainsKey((one.Page, one.Command.Typed)) && !IsStep(one);

    // The installed tool, in a database that an application uses: WalkThroughTests has one.
    private static bool IsStep((string Page, Command Command) one) =>
        one.Page == "README.md" && one.Command.Typed.StartsWith("underpin ", StringComparison.Ordinal);

    private static IEnumerable<(string Page, Command Command)> Commands() =>
        Documents().SelectMany(page => Command.Of(Repository.Text(page)).Select(command => (page, command)));

    private static IEnumerable<string> Documents() => Repository.Files("docs").Concat(["README.md", "CONTRIBUTING.md"])
        .Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
