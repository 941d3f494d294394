using Underpin.Workspaces;

namespace Underpin.Tests.Workspaces;

public sealed class WorkspaceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("underpin-workspace-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("", "underpin.yaml")]
    [InlineData("", "database/underpin.yaml")]
    [InlineData("src/deep/er", "underpin.yaml")]
    [InlineData("src/deep/er", "database/underpin.yaml")]
    [InlineData("database", "database/underpin.yaml")]
    public void The_file_is_found_from_any_folder_of_the_project(string workingFolder, string file)
    {
        Write(file, "connection: Host=here\nchanges: moves\n");
        var from = Directory.CreateDirectory(Path.Combine(_root, workingFolder)).FullName;

        var workspace = Workspace.Find(from);

        Assert.Equal(Path.Combine(_root, file), workspace.File);
        Assert.Equal("Host=here", workspace.Connection);
        Assert.Equal(Path.Combine(_root, Path.GetDirectoryName(file)!, "moves"), workspace.ChangesFolder);
    }

    [Fact]
    public void Without_a_file_the_usual_folders_are_looked_at()
    {
        Write("database/changes/move/change.yaml", "");

        Assert.Equal(Path.Combine(_root, "database", "changes", "move"), Workspace.Find(_root).ChangePath("move"));
    }

    [Fact]
    public void A_change_is_named_by_its_name_or_by_the_path_of_its_folder()
    {
        Write("underpin.yaml", "");
        Write("changes/move/change.yaml", "");
        var workspace = Workspace.Find(_root);
        var folder = Path.Combine(_root, "changes", "move");

        Assert.Equal(folder, workspace.ChangePath("move"));
        Assert.Equal(folder, workspace.ChangePath(folder));
        Assert.Equal(folder, Path.TrimEndingDirectorySeparator(workspace.ChangePath(folder + "/")));
    }

    [Fact]
    public void A_change_that_is_not_there_is_answered_with_those_that_are()
    {
        Write("underpin.yaml", "");
        Write("changes/move/change.yaml", "");
        Write("changes/notes/readme.txt", "");

        var error = Assert.Throws<UnderpinException>(() => Workspace.Find(_root).ChangePath("mvoe"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("\"mvoe\"", error.Message, StringComparison.Ordinal);
        Assert.Equal("There are: move.", error.Hint);
    }

    [Theory]
    [InlineData("conection: x\n", ":1: The workspace has no \"conection\".", "Did you mean \"connection\"?")]
    [InlineData(
        "changes: moves\nconnection: [a]\n", ":2: \"connection\" of the workspace must be a text, not a list.", "")]
    [InlineData("- a\n", ":1: The workspace must be a mapping of names to values, not a list.", "")]
    [InlineData("5\n", ":1: The workspace must be a mapping of names to values, not \"5\".", "")]
    [InlineData("connection: \"a\nb: c\n", "underpin.yaml:2: This is not YAML: ", "")]
    [InlineData("changes: a\n---\nchanges: b\n", ":2: A second document begins here.", "Keep one document a file.")]
    [InlineData("changes: a\nchanges: b\n", ":2: This is not YAML: \"changes\" stands in line 1 already.", "")]
    public void A_broken_file_is_named_with_the_line(string text, string problem, string hint)
    {
        Write("underpin.yaml", text);

        var error = Assert.Throws<UnderpinException>(() => Workspace.Find(_root));

        Assert.Equal(("settings.malformed", ExitCode.Usage), (error.Code, error.ExitCode));
        Assert.StartsWith(Path.Combine(_root, "underpin.yaml:"), error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        Write("underpin.yaml", "conection: Host=here\nchanges: { in: moves }\nmodel: there\n");

        var error = Assert.Throws<UnderpinException>(() => Workspace.Find(_root));

        var file = Path.Combine(_root, "underpin.yaml");
        Assert.Equal(
            [
                $"{file}:1: The workspace has no \"conection\". Did you mean \"connection\"?",
                $"{file}:2: \"changes\" of the workspace must be a text, not a mapping.",
                $"{file}:3: The workspace has no \"model\". Did you mean \"changes\"?",
            ],
            error.Message.Split('\n'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("connection:\nchanges: ~\n")]
    public void A_file_that_says_nothing_leaves_all_as_usual(string text)
    {
        Write("underpin.yaml", text);

        var workspace = Workspace.Find(_root);

        Assert.Null(workspace.Connection);
        Assert.Equal(Path.Combine(_root, "changes"), workspace.ChangesFolder);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
