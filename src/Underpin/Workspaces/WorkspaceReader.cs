using Underpin.Yaml;

namespace Underpin.Workspaces;

/// <summary>Reads underpin.yaml; everything that is wrong with it is told at once, with its line.</summary>
internal static class WorkspaceReader
{
    private const string Hint = "It holds `connection: …` and `changes: FOLDER`, and may leave out either.";

    /// <param name="file">Its full path.</param>
    /// <exception cref="UnderpinException">Something is wrong: all of it is told.</exception>
    public static Workspace Read(string file)
    {
        var problems = new Problems();
        var yaml = new YamlReader(problems);
        var root = yaml.Load(file, File.ReadAllText(file));
        var fields = root is null ? null : yaml.Fields(root, "the workspace", Hint, "connection", "changes");
        var connection = fields?.OptionalText("connection");
        var changes = fields?.OptionalText("changes") ?? "changes";
        problems.ThrowIfAny("settings.malformed", Hint);
        return new()
        {
            File = file,
            Connection = connection,
            ChangesFolder = Path.GetFullPath(changes, Path.GetDirectoryName(file)!),
        };
    }
}
