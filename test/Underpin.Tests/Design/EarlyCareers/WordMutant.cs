using System.Text.RegularExpressions;
using Underpin.Design.Folder;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>A candidate's file with one word of it changed, or one condition left out.</summary>
internal sealed partial record WordMutant(int Line, string Was, string Is, string Text)
{
    private static readonly (string From, string To)[] _words =
    [
        ("<=", "<"), (">=", ">"), (" < ", " <= "), (" > ", " >= "), ("@>", "<@"), ("+ 1", "+ 0"), ("- 1", "- 0"),
        ("least(", "greatest("), ("greatest(", "least("), ("left join", "join"), ("is not null", "is null"),
        ("not exists", "exists"),
        ("'ect'", "'mentor'"), ("union all", "except"),
    ];

    /// <summary>Every change of one place, line by line; comments stay.</summary>
    public static IEnumerable<WordMutant> Of(string text)
    {
        var lines = text.Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (lines[line].StartsWith("--", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var changed in Changes(lines[line]))
            {
                var mutated = lines.ToArray();
                mutated[line] = changed;
                yield return new(line + 1, lines[line].Trim(), changed.Trim(), string.Join('\n', mutated));
            }
        }
    }

    /// <summary>The block that the line belongs to.</summary>
    public Block BlockIn(IEnumerable<Block> blocks) =>
        blocks.Where(block => block.Place.Line < Line).MaxBy(block => block.Place.Line)!;

    public override string ToString() => $"{Line}: {Was} → {(Is.Length == 0 ? "nothing" : Is)}";

    private static IEnumerable<string> Changes(string line)
    {
        foreach (var (from, to) in _words)
        {
            var start = line.IndexOf(from, StringComparison.Ordinal);
            if (start >= 0)
            {
                yield return line[..start] + to + line[(start + from.Length)..];
            }
        }

        if (Condition().Match(line) is { Success: true } condition
            && line.Count(letter => letter == '(') == line.Count(letter => letter == ')'))
        {
            yield return condition.Groups["end"].Value;
        }
    }

    [GeneratedRegex(@"^\s*and\s[^;]*(?<end>;?)$")]
    private static partial Regex Condition();
}
