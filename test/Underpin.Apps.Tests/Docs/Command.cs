namespace Underpin.Apps.Tests.Docs;

/// <summary>A command of a document, and what the document says that it answers.</summary>
/// <param name="Typed">As it stands after the prompt.</param>
/// <param name="Shown">Lines in order; <c>…</c> stands for anything, alone on a line for any lines.</param>
/// <param name="ExitCode">0 unless the document says <c>[exit N]</c>.</param>
internal sealed record Command(string Typed, IReadOnlyList<string> Shown, int ExitCode)
{
    private const string Prompt = "$ ";

    /// <summary>Every command in the console blocks of a document.</summary>
    public static IEnumerable<Command> Of(string document)
    {
        List<string>? shown = null;
        string? typed = null;
        foreach (var line in document.Split('\n'))
        {
            var ends = line == "```" && shown is not null;
            if ((ends || line.StartsWith(Prompt, StringComparison.Ordinal)) && typed is not null)
            {
                yield return Read(typed, shown!);
                typed = null;
            }

            shown = line == "```console" ? [] : ends ? null : shown;
            if (shown is not null && line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                (typed, shown) = (line[Prompt.Length..], []);
            }
            else if (typed is not null)
            {
                shown?.Add(line);
            }
        }
    }

    /// <summary>The first shown line that the answer lacks, in order; null where it has them all.</summary>
    public string? Missing(string answer)
    {
        var lines = answer.Split('\n').Select(line => line.TrimEnd()).ToList();
        var at = 0;
        foreach (var wanted in Shown.Where(line => line != "…"))
        {
            var found = lines.FindIndex(at, line => Matches(line, wanted));
            if (found < 0)
            {
                return wanted;
            }

            at = found + 1;
        }

        return null;
    }

    private static bool Matches(string line, string wanted)
    {
        var at = 0;
        foreach (var piece in wanted.Split('…', StringSplitOptions.RemoveEmptyEntries))
        {
            var found = line.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return true;
    }

    private static Command Read(string typed, List<string> shown)
    {
        var exit = shown.FirstOrDefault(line => line.StartsWith("[exit ", StringComparison.Ordinal));
        return new(
            typed,
            [.. shown.Where(line => line != exit)],
            exit is null ? 0 : int.Parse(exit.Trim('[', ']').Split(' ')[1]));
    }
}
