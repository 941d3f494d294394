using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Underpin.Cli;

/// <summary>What <c>underpin.yaml</c> says: the connection, and where the changes are.</summary>
internal sealed record Settings
{
    private const string FileName = "underpin.yaml";

    /// <summary>The file's full path; null where there is none.</summary>
    public string? File { get; init; }

    /// <summary>May hold <c>${NAME}</c> for an environment variable; null where the file says nothing.</summary>
    public string? Connection { get; init; }

    /// <summary>Full path of the folder that holds the changes.</summary>
    public required string ChangesFolder { get; init; }

    /// <summary>
    /// Full path of the model folder: the current folder where it is one; else <c>model</c> beside underpin.yaml, here,
    /// or in <c>database</c> here; null where there is none.
    /// </summary>
    public string? ModelFolder { get; init; }

    /// <summary>The full path of the model folder that was named, or of the one that is found.</summary>
    public string ModelPath(string? named) =>
        named is not null ? Path.GetFullPath(named)
        : ModelFolder ?? throw new UnderpinException(
            "design.folder", "There is no model folder here.",
            "Name it, or run this beside it: it holds vocabulary.yaml, candidates/ and scenarios/.")
        { ExitCode = ExitCode.Usage };

    /// <summary>Looks in the folder and its <c>database</c> folder, then in every parent likewise.</summary>
    public static Settings Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            string[] places = [Path.Combine(at.FullName, FileName), Path.Combine(at.FullName, "database", FileName)];
            if (places.FirstOrDefault(System.IO.File.Exists) is { } found)
            {
                return Read(found) with { ModelFolder = FindModel(folder, at.FullName, Path.GetDirectoryName(found)!) };
            }
        }

        string[] usual = [Path.Combine(folder, "changes"), Path.Combine(folder, "database", "changes")];
        return new() { ChangesFolder = usual.FirstOrDefault(Directory.Exists) ?? usual[0], ModelFolder = FindModel(folder, folder) };
    }

    private static string? FindModel(string here, params string[] beside) =>
        new[] { here }.Concat(beside.Append(here).Select(folder => Path.Combine(folder, "model")))
            .Append(Path.Combine(here, "database", "model"))
            .FirstOrDefault(place => System.IO.File.Exists(Path.Combine(place, "vocabulary.yaml")));

    /// <summary>The full path of a change's folder, which was named by its name or its path.</summary>
    public string ChangePath(string nameOrPath)
    {
        string[] places = [Path.GetFullPath(nameOrPath), Path.GetFullPath(nameOrPath, ChangesFolder)];
        return places.FirstOrDefault(place => System.IO.File.Exists(Path.Combine(place, "change.yaml")))
            ?? throw new UnderpinException(
                "change.unknown",
                Directory.Exists(places[0])
                    ? $"The folder {places[0]} holds no change.yaml."
                    : $"There is no change \"{nameOrPath}\" in {ChangesFolder}.",
                Known() is [_, ..] known
                    ? $"There are: {string.Join(", ", known)}."
                    : $"`underpin new {Path.GetFileName(nameOrPath.TrimEnd('/'))}` makes one.")
            { ExitCode = ExitCode.Usage };
    }

    private string[] Known() =>
        !Directory.Exists(ChangesFolder) ? [] :
        [
            .. Directory.GetDirectories(ChangesFolder)
                .Where(folder => System.IO.File.Exists(Path.Combine(folder, "change.yaml")))
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal),
        ];

    private static Settings Read(string file)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(file);
            yaml.Load(reader);
        }
        catch (YamlException exception)
        {
            throw Malformed(file, exception.Start.Line, exception.InnerException?.Message ?? exception.Message);
        }

        string? connection = null;
        var changes = "changes";
        var root = yaml.Documents switch
        {
            [] => new YamlMappingNode(),
            [{ RootNode: YamlMappingNode mapping }] => mapping,
            _ => throw Malformed(file, 1, "it should be a list of `name: value` lines"),
        };
        foreach (var (name, value) in root)
        {
            switch (name.ToString(), value)
            {
                case ("connection", YamlScalarNode text):
                    connection = text.Value;
                    break;
                case ("changes", YamlScalarNode { Value: { Length: > 0 } text }):
                    changes = text;
                    break;
                case ("connection" or "changes", _):
                    throw Malformed(file, value.Start.Line, $"`{name}` should be text");
                default:
                    throw Malformed(file, name.Start.Line, $"`{name}` is not known here; known are `connection` and `changes`");
            }
        }

        return new()
        {
            File = file,
            Connection = connection,
            ChangesFolder = Path.GetFullPath(changes, Path.GetDirectoryName(file)!),
        };
    }

    private static UnderpinException Malformed(string file, long line, string what) =>
        new("settings.malformed", $"{file}:{line}: {what}.") { ExitCode = ExitCode.Usage };
}
