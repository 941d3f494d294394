using System.CommandLine;

namespace Underpin.Cli;

/// <summary>The options that every verb takes.</summary>
internal static class GlobalOptions
{
    public const string ConnectionSummary =
        "The database, as a connection string; else UNDERPIN_CONNECTION, else underpin.yaml.";

    public const string JsonSummary = "Print the result as one JSON document.";

    public const string PlainSummary = "Report progress in plain lines, as for a log.";

    public const string VerboseSummary = "Show the details of an error.";

    public static Option<string?> Connection { get; } = new("--connection")
    {
        Description = ConnectionSummary,
        HelpName = "STRING",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = JsonSummary,
        Recursive = true,
    };

    public static Option<bool> Plain { get; } = new("--plain")
    {
        Description = PlainSummary,
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = VerboseSummary,
        Recursive = true,
    };
}
