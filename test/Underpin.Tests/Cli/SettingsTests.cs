using Underpin.Cli;

namespace Underpin.Tests.Cli;

public sealed class SettingsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("underpin-settings-").FullName;

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

        var settings = Settings.Find(from);

        Assert.Equal(Path.Combine(_root, file), settings.File);
        Assert.Equal("Host=here", settings.Connection);
        Assert.Equal(Path.Combine(_root, Path.GetDirectoryName(file)!, "moves"), settings.ChangesFolder);
    }

    [Fact]
    public void Without_a_file_the_usual_folders_are_looked_at()
    {
        Write("database/changes/move/change.yaml", "");

        Assert.Equal(Path.Combine(_root, "database", "changes", "move"), Settings.Find(_root).ChangePath("move"));
    }

    [Fact]
    public void A_change_is_named_by_its_name_or_by_the_path_of_its_folder()
    {
        Write("underpin.yaml", "");
        Write("changes/move/change.yaml", "");
        var settings = Settings.Find(_root);
        var folder = Path.Combine(_root, "changes", "move");

        Assert.Equal(folder, settings.ChangePath("move"));
        Assert.Equal(folder, settings.ChangePath(folder));
        Assert.Equal(folder, Path.TrimEndingDirectorySeparator(settings.ChangePath(folder + "/")));
    }

    [Fact]
    public void A_change_that_is_not_there_is_answered_with_those_that_are()
    {
        Write("underpin.yaml", "");
        Write("changes/move/change.yaml", "");
        Write("changes/notes/readme.txt", "");

        var error = Assert.Throws<UnderpinException>(() => Settings.Find(_root).ChangePath("mvoe"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("\"mvoe\"", error.Message, StringComparison.Ordinal);
        Assert.Equal("There are: move.", error.Hint);
    }

    [Theory]
    [InlineData("conection: x\n", ":1: `conection` is not known here")]
    [InlineData("changes: moves\nconnection: [a]\n", ":2: `connection` should be text")]
    [InlineData("- a\n", ":1: it should be a list")]
    [InlineData("connection: \"a\nb: c\n", "underpin.yaml:")]
    public void A_broken_file_is_named_with_the_line(string text, string expected)
    {
        Write("underpin.yaml", text);

        var error = Assert.Throws<UnderpinException>(() => Settings.Find(_root));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
