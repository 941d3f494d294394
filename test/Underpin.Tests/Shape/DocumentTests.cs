using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>What the documents promise.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_of_a_document_leads_somewhere()
    {
        foreach (var file in Documents())
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, file))!;
            var broken = Link().Matches(Repository.Text(file)).Select(match => match.Groups["target"].Value)
                .Where(target => !Regex.IsMatch(target, "^(https?:|mailto:)"))
                .Where(target => !Leads(folder, file, target));
            Assert.Equal([], broken.Select(target => $"{file} → {target}"));
        }
    }

    [Fact]
    public void The_readme_can_be_read_in_one_go() =>
        Assert.InRange(Documents().Where(file => file == "README.md")
            .Sum(file => Repository.Text(file).Split('\n').Length), 0, 120);

    private static IEnumerable<string> Documents() =>
        Repository.Files().Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    private static bool Leads(string folder, string file, string target)
    {
        var parts = target.Split('#', 2);
        var to = parts[0].Length == 0 ? Path.Combine(Repository.Root, file) : Path.Combine(folder, parts[0]);
        return (File.Exists(to) || Directory.Exists(to))
            && (parts.Length == 1 || Heading().Matches(File.ReadAllText(to))
                .Any(match => Anchor(match.Groups["text"].Value) == parts[1]));
    }

    // As GitHub makes them.
    private static string Anchor(string heading) =>
        Regex.Replace(heading.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
