using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>
/// Which folder of a project knows which: read from the type names in its sources, as the compiler finds them (in the
/// file's own namespace, in those around it, and in those that it uses).
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly string _project;
    private readonly Dictionary<string, HashSet<string>> _folders;
    private readonly Dictionary<(string From, string To), SortedSet<string>> _arrows = [];

    public FolderGraph(string project)
    {
        _project = project;
        var types = Repository.Sources($"src/{project}")
            .SelectMany(file => Declarations.In(file).Select(type => (Folder: Folder(file), Name: type)))
            .ToList();
        _folders = types.GroupBy(type => type.Folder)
            .ToDictionary(group => group.Key, group => group.Select(type => type.Name).ToHashSet());
        foreach (var file in Repository.Sources($"src/{project}"))
        {
            Read(file);
        }
    }

    /// <summary>From one folder to another (<c>Steps/Populate → Mappings</c>), and what is named across.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Arrows => _arrows;

    /// <summary>
    /// Groups of folders, each of which leads to every other of its group. The project's own folder is in none: it puts
    /// the others together, and holds the words that all of them share.
    /// </summary>
    public IEnumerable<IReadOnlyList<string>> Circles(IReadOnlyCollection<string>? without = null)
    {
        var next = _arrows.Keys.Where(arrow => arrow.From.Length > 0 && arrow.To.Length > 0)
            .Where(arrow => without?.Contains(Say(arrow)) != true)
            .ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reached = _folders.Keys.ToDictionary(folder => folder, folder => Reached(folder, next));
        return _folders.Keys.Where(folder => reached[folder].Contains(folder))
            .Select(folder => reached[folder].Where(other => reached[other].Contains(folder))
                .Order(StringComparer.Ordinal).ToList())
            .DistinctBy(circle => circle[0]);
    }

    public static string Say((string From, string To) arrow) => $"{arrow.From} → {arrow.To}";

    private static HashSet<string> Reached(string from, ILookup<string, string> next)
    {
        var reached = new HashSet<string>();
        var ahead = new Stack<string>(next[from]);
        while (ahead.TryPop(out var folder))
        {
            if (reached.Add(folder))
            {
                foreach (var other in next[folder])
                {
                    ahead.Push(other);
                }
            }
        }

        return reached;
    }

    private void Read(string file)
    {
        var (here, text) = (Folder(file), Code(file));
        var around = Around(here).ToList();
        var used = Using().Matches(text).Select(match => Place(match.Groups["name"].Value)).OfType<string>();
        var visible = around.Concat(used).Distinct().Where(_folders.ContainsKey).ToList();
        // A property that is called as a type far away is meant where both could be.
        var own = Property().Matches(text)
            .Where(match => match.Groups["type"].Value.TrimEnd('?') != match.Groups["name"].Value)
            .Select(match => match.Groups["name"].Value).ToHashSet();
        foreach (var name in Name().Matches(Using().Replace(text, "")).Select(match => match.Value).Distinct())
        {
            var type = name.Split('.')[0];
            if (own.Contains(name))
            {
                continue;
            }

            var to = visible.Find(folder => _folders[folder].Contains(type)) ?? Qualified(name, around);
            if (to is not null && to != here)
            {
                if (!_arrows.TryGetValue((here, to), out var names))
                {
                    _arrows[(here, to)] = names = new(StringComparer.Ordinal);
                }

                names.Add(name);
            }
        }
    }

    /// <summary>The folder of a name that begins with a namespace: in full, or from one that is around.</summary>
    private string? Qualified(string name, IEnumerable<string> around)
    {
        var parts = name.Split('.');
        return Enumerable.Range(1, Math.Max(0, parts.Length - 1))
            .SelectMany(length => around.Select(folder => (
                Folder: Place(string.Join('.', parts[..length]))
                    ?? $"{folder}/{string.Join('/', parts[..length])}".TrimStart('/'),
                Type: parts[length])))
            .FirstOrDefault(
                place => _folders.TryGetValue(place.Folder, out var types) && types.Contains(place.Type)).Folder;
    }

    private string? Place(string name) =>
        name == _project ? ""
        : name.StartsWith($"{_project}.", StringComparison.Ordinal) ? name[(_project.Length + 1)..].Replace('.', '/')
        : null;

    private string Folder(string file) =>
        Path.GetDirectoryName(Path.GetRelativePath($"src/{_project}", file))!.Replace('\\', '/');

    private static IEnumerable<string> Around(string folder)
    {
        for (var at = folder; at.Length > 0; at = at.Contains('/') ? at[..at.LastIndexOf('/')] : "")
        {
            yield return at;
        }

        yield return "";
    }

    // Without comments, and without strings but for what stands in their holes.
    private static string Code(string file) => Words().Replace(Comment().Replace(Repository.Text(file), ""), " ");

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![$@""])""(?:[^""\\\r\n]|\\.)+""(?!"")")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<type>[\w.?>\]]+) (?<name>[A-Z]\w*) \{ get")]
    private static partial Regex Property();

    [GeneratedRegex(@"^using (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    // A type: not a member after a dot, nor what is declared, called, assigned or matched by its name.
    [GeneratedRegex(
        @"(?<![\w.])"
        + @"(?!(?<=[\w>?\]] )(?<!\b(?:is|as|new|not|or|and|return|case|await|in) )\w+(?:[,)]| =>| \{ (?:get|set)))"
        + @"[A-Z]\w*(?:\.[A-Z]\w*)*(?!\w)"
        + @"(?! = )(?!(?<=[{,] \w+): )(?!(?<!\b(?:new|:) [\w.]+)\()")]
    private static partial Regex Name();
}
