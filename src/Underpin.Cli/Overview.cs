namespace Underpin.Cli;

/// <summary>
/// What <c>underpin --help</c> says: every verb in a line. The parser would say the same, at several times the cost:
/// it makes every verb with all its options first. A test holds both to the same text.
/// </summary>
internal static class Overview
{
    public const string Purpose = "Changes the PostgreSQL schema of an application that is lived in.";

    private static readonly (string Name, string Summary)[] _options =
    [
        ("--connection <STRING>", GlobalOptions.ConnectionSummary),
        ("--json", GlobalOptions.JsonSummary),
        ("--plain", GlobalOptions.PlainSummary),
        ("--verbose", GlobalOptions.VerboseSummary),
        ("-?, -h, --help", "Show help and usage information"),
        ("--version", "Show version information"),
    ];

    /// <summary>Needs it no breaking of lines? A terminal may, and there the parser's help breaks them.</summary>
    public static bool Fits => Console.IsOutputRedirected;

    public static void Write(TextWriter output, IReadOnlyList<Listing> verbs)
    {
        output.WriteLine($"Description:\n  {Purpose}\n\nUsage:\n  underpin [command] [options]\n");
        WriteSection(output, "Options:", _options);
        WriteSection(output, "Commands:", Array.ConvertAll(
            [.. verbs], verb => ($"{verb.Name} {verb.Arguments}".TrimEnd(), verb.Summary)));
    }

    private static void WriteSection(TextWriter output, string title, (string Name, string Summary)[] lines)
    {
        output.WriteLine(title);
        var width = 0;
        foreach (var (name, _) in lines)
        {
            width = Math.Max(width, name.Length);
        }

        foreach (var (name, summary) in lines)
        {
            output.WriteLine($"  {name.PadRight(width)}  {summary}");
        }

        output.WriteLine();
    }
}
