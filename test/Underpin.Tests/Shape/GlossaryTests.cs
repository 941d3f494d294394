using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>One word per idea, one idea a word: docs/glossary.md against the names of the code.</summary>
public sealed partial class GlossaryTests
{
    private static readonly string[] _sources = ["src/Underpin", "src/Underpin.Live", "src/Underpin.Cli"];

    /// <summary>What both sides of the contract have, each in its own words.</summary>
    private static readonly string[] _twins = ["Plan", "PlanStore", "Stage"];

    /// <summary>A word of prose that a type has for another thing, as everybody has: an entity diagram's.</summary>
    private static readonly string[] _elsewhere = ["entity"];

    /// <summary>Words of others for what has a word here.</summary>
    private static readonly Dictionary<string, string> _said = new()
    {
        ["Migrat"] = "change",
        ["Backfill"] = "populate",
        ["Sync"] = "populate, or follow",
        ["Reconcil"] = "repair",
        ["Diff(?!er)"] = "discrepancy, or difference",
        ["Cutover|Switchover"] = "lead",
        ["Toggle|Canary"] = "plan, or audience",
        ["Deprecat|Obsolete"] = "retire",
        ["Audit|History(?:Log|Entry)"] = "journal",
        ["Purge|Contract(?:ion|Step)"] = "clean up",
    };

    public static TheoryData<string, string> Words => [.. Rows().Select(row => (row.Word, row.Names))];

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_names_what_the_glossary_says(string word, string names)
    {
        var types = Types().Select(type => type.Name).ToHashSet();
        var listed = Code().Matches(names).Select(match => match.Groups["name"].Value).ToList();

        Assert.Equal([], listed.Where(name => !Exists(name, types)));
        Assert.All(listed, name => Assert.Contains(
            word.Split(", "), one => name.Contains(one.Replace(" ", ""), StringComparison.OrdinalIgnoreCase)));
        Assert.True(
            listed.Count > 0 || names == "—" && (!types.Contains(Pascal(word)) || _elsewhere.Contains(word)),
            $"{word} is a type too: say so, or call one of them otherwise");
    }

    [Fact]
    public void The_glossary_tells_each_word_once() =>
        Assert.Equal([], Rows().GroupBy(row => row.Word).Where(word => word.Count() > 1).Select(word => word.Key));

    [Fact]
    public void A_name_is_that_of_one_type()
    {
        var twice = Types().Where(type => type.Name != "Rule") // One rule a folder: its folder is its name.
            .GroupBy(type => type.Name)
            .Where(name => name.Select(type => type.File).Distinct().Count() > 1)
            .ToDictionary(name => name.Key, name => name.Select(type => type.File.Split('/')[1]).Distinct().Count());

        Assert.Equal(_twins.Order(), twice.Keys.Order());
        Assert.All(_twins, twin => Assert.Equal(2, twice[twin]));
    }

    [Fact]
    public void No_type_has_another_s_word_for_what_has_one_here() =>
        Assert.Equal([], Types().SelectMany(type => _said
            .Where(said => Regex.IsMatch(type.Name, $"(?:{said.Key})"))
            .Select(said => $"{type.File}: say {said.Value}")));

    private static bool Exists(string name, HashSet<string> types) =>
        types.Contains(name)
        || Regex.IsMatch(Repository.Text("src/Underpin/Changes/Installation/schema.sql")
                + Repository.Text("src/Underpin/Changes/Installation/functions.sql"),
            $@"^create (?:or replace )?(?:table|view|function) {Regex.Escape(name)}\b", RegexOptions.Multiline)
        || (name.StartsWith("underpin ", StringComparison.Ordinal)
            && types.Contains($"{Pascal(name["underpin ".Length..].Replace('-', ' '))}Verb"));

    private static string Pascal(string words) =>
        string.Concat(words.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static IEnumerable<(string Name, string File)> Types() => Repository.Sources(_sources)
        .SelectMany(file => Declarations.In(file).Distinct().Select(type => (type, file)));

    private static IEnumerable<(string Word, string Names)> Rows() => Row().Matches(Repository.Text("docs/glossary.md"))
        .Skip(1).Select(match => (match.Groups["word"].Value, match.Groups["names"].Value));

    [GeneratedRegex(@"^\| (?<word>[^|]+) \| [^|]+ \| (?<names>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Code();
}
