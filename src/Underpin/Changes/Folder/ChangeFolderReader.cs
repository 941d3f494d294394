using System.Security.Cryptography;
using System.Text;
using Underpin.Postgres;

namespace Underpin.Changes.Folder;

/// <summary>Reads the folder of a change; what is wrong with it is told with file and line.</summary>
internal static class ChangeFolderReader
{
    private const string Yaml = "change.yaml";

    public static ChangeFolder Read(string path)
    {
        var folder = new DirectoryInfo(path);
        var yaml = File(folder, Yaml, "It says what changes: source, targets, and what is retired.");
        var change = YamlMap.Read(yaml.Name, yaml.Text, "the change")
            .Allow("change", "source", "targets", "retires", "evidence", "model", "differs");
        var name = change.Text("change");
        if (name != folder.Name)
        {
            throw change.Complaint("change", $"the change is called \"{name}\" but its folder \"{folder.Name}\".",
                "Give both the same name.");
        }

        var source = ReadSource(change.Map("source"));
        var targets = change.Maps("targets", "the target").Select(target => ReadTarget(folder, target)).ToList();
        var retires = change.Texts("retires").Zip(
            change.Lines("retires"), (text, line) => ReadRetired(change, text, source) with { Line = line }).ToList();
        var expand = File(folder, "expand.sql", "It creates the new schema.");
        var back = File(folder, "back.sql", "It rebuilds what is retired from the new tables.");
        var cleanUp = OptionalFile(folder, "clean-up.sql");
        var files = new[] { yaml, expand, back }
            .Concat(targets.Select(target => target.Mapping))
            .Concat(cleanUp is null ? [] : [cleanUp])
            .ToDictionary(file => file.Name, file => file.Text);
        return new ChangeFolder
        {
            Path = folder.FullName,
            Name = name,
            Source = source,
            Targets = targets,
            Retires = retires,
            Evidence = ReadEvidence(change.OptionalMap("evidence")),
            Model = ReadModel(change.OptionalMap("model")),
            Differs = [.. change.OptionalMaps("differs", "the difference").Select(DeclaredDifference.Read)],
            Expand = expand,
            Back = back,
            CleanUp = cleanUp,
            Files = files,
            Hash = HashOf(files),
        };
    }

    private static Source ReadSource(YamlMap map)
    {
        map.Allow("table", "key", "entity", "lock", "depends");
        if (map.OptionalText("lock") is not null || map.Texts("depends").Count > 0)
        {
            throw map.Complaint("lock", "\"lock\" and \"depends\" of source are not supported yet.",
                "This version moves sources in which a key is one row.");
        }

        var key = new Identifier(map.Text("key"));
        return new Source(Name(map.Text("table")), key)
        {
            Entity = map.OptionalText("entity") is { } entity ? new Identifier(entity) : key,
            TableLine = map.Line("table"),
            KeyLine = map.Line("key"),
            EntityLine = map.Line("entity"),
        };
    }

    private static Target ReadTarget(DirectoryInfo folder, YamlMap map)
    {
        map.Allow("table", "key", "shared", "owner");
        var table = Name(map.Text("table"));
        var key = map.Texts("key").Select(column => new Identifier(column)).ToList();
        var shared = map.Flag("shared");
        var owner = map.OptionalText("owner");
        if (key.Count == 0)
        {
            throw map.Complaint("key", $"target {table.Plain} lacks \"key\".",
                "Name the columns that tell its rows apart.");
        }

        if (shared == owner is not null)
        {
            throw map.Complaint("owner", $"target {table.Plain} must say either \"shared: true\" or \"owner: COLUMN\".",
                "owner names the column that holds the source key; a row of a shared target is owed to many.");
        }

        return new Target
        {
            Table = table,
            Key = key,
            Shared = shared,
            Owner = owner is null ? null : new Identifier(owner),
            Mapping = File(folder, $"{table.Plain}.sql", $"It selects the rows that {table.Plain} should hold."),
            TableLine = map.Line("table"),
            KeyLine = map.Line("key"),
        };
    }

    private static RetiredColumn ReadRetired(YamlMap change, string text, Source source)
    {
        var dot = text.LastIndexOf('.');
        var table = dot < 0 ? source.Table : Name(text[..dot]);
        if (table != source.Table)
        {
            throw change.Complaint("retires", $"\"{text}\" is not a column of the source, {source.Table.Plain}.",
                $"Write {source.Table.Plain}.COLUMN: this version retires columns of the source table.");
        }

        return new RetiredColumn(table, new Identifier(text[(dot + 1)..]));
    }

    private static Evidence ReadEvidence(YamlMap? map)
    {
        var usual = new Evidence();
        return map is null ? usual : new Evidence
        {
            Comparisons = map.Allow("comparisons", "soak").Count("comparisons", usual.Comparisons),
            Soak = map.Duration("soak", usual.Soak),
        };
    }

    private static ModelSides? ReadModel(YamlMap? map) => map is null
        ? null
        : new(ReadCandidate(map.Allow("old", "new"), "old"), ReadCandidate(map, "new"));

    /// <summary>Written as its folder in the model folder: <c>candidates/two-columns</c>.</summary>
    private static string ReadCandidate(YamlMap model, string side) => model.Text(side).TrimEnd('/').Split('/') switch
    {
        ["candidates", { Length: > 0 } name] => name,
        _ => throw model.Complaint(side, $"\"{model.Text(side)}\" is no candidate of the model folder.",
            "Write candidates/NAME: model/ lies beside the folder of the changes."),
    };

    /// <summary>A table as the folder names it, in <c>public</c> where it names no schema.</summary>
    internal static QualifiedName Name(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new("public", text) : new(text[..dot], text[(dot + 1)..]);
    }

    private static ScriptFile File(DirectoryInfo folder, string name, string purpose) =>
        OptionalFile(folder, name) ?? throw new UnderpinException(
            "change.file", $"{Path.Combine(folder.Name, name)} is missing.", purpose)
        { ExitCode = ExitCode.Usage };

    private static ScriptFile? OptionalFile(DirectoryInfo folder, string name)
    {
        var path = Path.Combine(folder.FullName, name);
        return System.IO.File.Exists(path) ? new(name, System.IO.File.ReadAllText(path)) : null;
    }

    private static string HashOf(IReadOnlyDictionary<string, string> files)
    {
        var whole = new StringBuilder();
        foreach (var (name, text) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            whole.Append(name).Append('\n').Append(text.Length).Append('\n').Append(text);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToString())));
    }
}
