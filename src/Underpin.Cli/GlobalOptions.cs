using System.CommandLine;

namespace Underpin.Cli;

/// <summary>The options that every verb takes.</summary>
internal static class GlobalOptions
{
    public static Option<string?> Connection { get; } = new("--connection")
    {
        Description = "The database, as a connection string; else UNDERPIN_CONNECTION, else underpin.yaml.",
        HelpName = "STRING",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as one JSON document.",
        Recursive = true,
    };

    public static Option<bool> Plain { get; } = new("--plain")
    {
        Description = "Report progress in plain lines, as for a log.",
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the details of an error.",
        Recursive = true,
    };
}
