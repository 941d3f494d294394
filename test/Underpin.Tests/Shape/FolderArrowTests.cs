namespace Underpin.Tests.Shape;

/// <summary>
/// Which folder of a project may know which. A folder is a namespace; what is in it may be read by itself.
/// </summary>
public sealed class FolderArrowTests
{
    /// <summary>The arrows between the library's top folders: each stands on what is named here.</summary>
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["Postgres"] = [],
        ["Yaml"] = [],
        ["Workspaces"] = ["Yaml"],
        ["Rules"] = ["Postgres"],
        // Its sub-folders are what everybody stands on; the front door, its root, stands on everybody.
        ["Changes"] = ["Postgres", "Yaml", "Mappings", "Checks", "Steps", "Square"],
        ["Mappings"] = ["Postgres", "Changes"],
        ["Engine"] = ["Postgres", "Changes", "Mappings"],
        ["Checks"] = ["Postgres", "Changes"],
        ["Steps"] = ["Postgres", "Rules", "Changes", "Mappings", "Engine", "Checks"],
        ["Design"] = ["Postgres", "Yaml"],
        // A change tried with the scenarios of a model: here alone the two meet.
        ["Square"] = ["Postgres", "Changes", "Steps", "Mappings", "Design"],
    };

    /// <summary>What still closes a circle, and goes: the list may only grow shorter.</summary>
    private static readonly Dictionary<string, string[]> _closing = new()
    {
        ["Underpin"] = [],
        ["Underpin.Live"] = [],
        ["Underpin.Cli"] = [],
    };

    public static TheoryData<string> Projects => [.. _closing.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folders_know_each_other_in_a_circle(string project)
    {
        var graph = new FolderGraph(project);

        Assert.NotEmpty(graph.Arrows);
        var circles = graph.Circles(_closing[project]).Select(circle => Say(graph, circle)).ToList();
        Assert.True(circles.Count == 0, string.Join("\n\n", circles));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_is_listed_still_closes_a_circle(string project)
    {
        var graph = new FolderGraph(project);
        var still = graph.Arrows.Keys.Where(
            arrow => graph.Circles([.. _closing[project].Except([FolderGraph.Say(arrow)])])
            .Any(circle => circle.Contains(arrow.From) && circle.Contains(arrow.To)));

        Assert.Equal([], _closing[project].Except(still.Select(FolderGraph.Say)));
    }

    [Fact]
    public void The_library_s_top_folders_know_only_what_they_stand_on() =>
        Assert.Equal([], new FolderGraph("Underpin").Arrows
            .Select(arrow => (From: Top(arrow.Key.From), To: Top(arrow.Key.To), Names: arrow.Value))
            .Where(arrow => arrow.From != arrow.To && arrow.To.Length > 0)
            .Where(arrow => !_allowed.GetValueOrDefault(arrow.From, []).Contains(arrow.To))
            .Select(arrow => $"{FolderGraph.Say((arrow.From, arrow.To))}: {string.Join(", ", arrow.Names)}"));

    private static string Top(string folder) => folder.Split('/')[0];

    private static string Say(FolderGraph graph, IReadOnlyList<string> circle) => string.Join(
        '\n', graph.Arrows.Where(arrow => circle.Contains(arrow.Key.From) && circle.Contains(arrow.Key.To))
            .OrderBy(arrow => arrow.Value.Count)
            .Select(arrow => $"{FolderGraph.Say(arrow.Key)}: {string.Join(", ", arrow.Value)}"));
}
