namespace Underpin.Workspaces;

/// <summary>Where a project keeps what Underpin works on: its database, its changes and its model.</summary>
public sealed record Workspace
{
    /// <summary>The file that says so, in the project's folder or its <c>database</c> folder.</summary>
    public const string FileName = "underpin.yaml";

    /// <summary>The file's full path; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>
    /// The connection string of the database; may hold <c>${NAME}</c> for an environment variable; null where the file
    /// says nothing.
    /// </summary>
    public string? Connection { get; init; }

    /// <summary>Full path of the folder that holds the changes; it need not be there yet.</summary>
    public required string ChangesFolder { get; init; }

    /// <summary>
    /// Full path of the model folder: the folder that was looked from where it is one; else <c>model</c> beside
    /// underpin.yaml, there, or in <c>database</c> there; null where there is none.
    /// </summary>
    public string? ModelFolder { get; init; }

    /// <summary>The changes by name: the folders of <see cref="ChangesFolder"/> that hold a change.yaml.</summary>
    public IReadOnlyList<string> Changes =>
        !Directory.Exists(ChangesFolder) ? [] :
        [
            .. Directory.GetDirectories(ChangesFolder)
                .Where(IsChange)
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>
    /// Looks for underpin.yaml in a folder and its <c>database</c> folder, then in every parent likewise; where there
    /// is none, for the usual folders.
    /// </summary>
    /// <param name="folder">The full path to look from; usually the current folder.</param>
    /// <exception cref="UnderpinException">
    /// <c>settings.malformed</c>: the file is not as it should be; all that is wrong is told, with file and line.
    /// </exception>
    public static Workspace Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            string[] places = [Path.Combine(at.FullName, FileName), Path.Combine(at.FullName, "database", FileName)];
            if (places.FirstOrDefault(System.IO.File.Exists) is { } found)
            {
                return WorkspaceReader.Read(found) with
                {
                    ModelFolder = FindModel(folder, at.FullName, Path.GetDirectoryName(found)!),
                };
            }
        }

        string[] usual = [Path.Combine(folder, "changes"), Path.Combine(folder, "database", "changes")];
        return new()
        {
            ChangesFolder = usual.FirstOrDefault(Directory.Exists) ?? usual[0],
            ModelFolder = FindModel(folder, folder),
        };
    }

    /// <summary>The full path of the model folder that was named, or of the one that is found.</summary>
    /// <param name="named">A path, from the current folder; null: <see cref="ModelFolder"/>.</param>
    /// <exception cref="UnderpinException"><c>design.folder</c>: none is named, and there is none.</exception>
    public string ModelPath(string? named) =>
        named is not null ? Path.GetFullPath(named)
        : ModelFolder ?? throw new UnderpinException(
            "design.folder", "There is no model folder here.",
            "Name it, or run this beside it: it holds vocabulary.yaml, candidates/ and scenarios/.")
        { ExitCode = ExitCode.Usage };

    /// <summary>The full path of a change's folder.</summary>
    /// <param name="nameOrPath">The change's name, or the path of its folder, from the current folder.</param>
    /// <exception cref="UnderpinException"><c>change.unknown</c>: there is none; it tells those that are.</exception>
    public string ChangePath(string nameOrPath)
    {
        string[] places = [Path.GetFullPath(nameOrPath), Path.GetFullPath(nameOrPath, ChangesFolder)];
        return places.FirstOrDefault(IsChange) ?? throw new UnderpinException(
            "change.unknown",
            Directory.Exists(places[0])
                ? $"The folder {places[0]} holds no change.yaml."
                : $"There is no change \"{nameOrPath}\" in {ChangesFolder}.",
            Changes is [_, ..] known
                ? $"There are: {string.Join(", ", known)}."
                : $"`underpin new {Path.GetFileName(nameOrPath.TrimEnd('/'))}` makes one.")
        { ExitCode = ExitCode.Usage };
    }

    /// <summary>Where it is; never the connection string.</summary>
    public override string ToString() => File ?? ChangesFolder;

    private static bool IsChange(string folder) => System.IO.File.Exists(Path.Combine(folder, "change.yaml"));

    private static string? FindModel(string here, params string[] beside) =>
        new[] { here }.Concat(beside.Append(here).Select(folder => Path.Combine(folder, "model")))
            .Append(Path.Combine(here, "database", "model"))
            .FirstOrDefault(place => System.IO.File.Exists(Path.Combine(place, "vocabulary.yaml")));
}
