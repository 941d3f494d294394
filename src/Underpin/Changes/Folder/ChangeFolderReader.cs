using Underpin.Postgres;
using Underpin.Yaml;

namespace Underpin.Changes.Folder;

/// <summary>
/// Reads the folder of a change; everything that is wrong with it is told at once, with file and line.
/// </summary>
internal sealed class ChangeFolderReader
{
    private const string Yaml = "change.yaml";
    private const string Hint = "docs/change-folder.md shows a whole one.";

    private readonly DirectoryInfo _folder;
    private readonly ChangeFiles _files;
    private readonly YamlReader _yaml;

    private ChangeFolderReader(string path, Problems problems)
    {
        _folder = new(path);
        _files = new(_folder, problems);
        _yaml = new(problems);
    }

    /// <exception cref="UnderpinException">Something is wrong: all of it is told.</exception>
    public static ChangeFolder Read(string path)
    {
        var problems = new Problems();
        var change = new ChangeFolderReader(path, problems).Read();
        problems.ThrowIfAny("change.file", Hint);
        return change!;
    }

    /// <summary>A table as the folder names it, in <c>public</c> where it names no schema.</summary>
    internal static QualifiedName Table(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new("public", text) : new(text[..dot], text[(dot + 1)..]);
    }

    /// <summary>Null only where something is wrong.</summary>
    private ChangeFolder? Read()
    {
        var change = ReadYaml();
        var expand = _files.Required("expand.sql", "It creates the new schema.");
        var back = _files.Required("back.sql", "It rebuilds what is retired from the new tables.");
        var cleanUp = _files.Optional("clean-up.sql");
        if (change is null)
        {
            return null;
        }

        var name = ReadName(change);
        var source = Source.Read(change);
        var targets = Target.Read(change, _files);
        var retires = RetiredColumn.Read(change, source);
        var evidence = Evidence.Read(change);
        var model = ModelSides.Read(change);
        var differs = DeclaredDifference.Read(change);
        return name is null || source is null || expand is null || back is null ? null : new()
        {
            Path = _folder.FullName,
            Name = name,
            Source = source,
            Targets = targets,
            Retires = retires,
            Evidence = evidence,
            Model = model,
            Differs = differs,
            Expand = expand,
            Back = back,
            CleanUp = cleanUp,
            Files = _files.Given,
            Hash = _files.Hash(),
        };
    }

    private YamlFields? ReadYaml()
    {
        var file = _files.Required(Yaml, "It says what changes: source, targets, and what is retired.");
        return file is null ? null : _yaml.Document(
            file.Name, file.Text, "the change", Hint,
            "change", "source", "targets", "retires", "evidence", "model", "differs");
    }

    private string? ReadName(YamlFields change)
    {
        var name = change.Text("change");
        if (name is not null && name != _folder.Name)
        {
            change.Complain("change", $"The change is called \"{name}\" but its folder \"{_folder.Name}\".",
                "Give both the same name.");
        }

        return name;
    }
}
