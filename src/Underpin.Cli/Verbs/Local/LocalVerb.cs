using System.CommandLine;

namespace Underpin.Cli.Verbs.Local;

/// <summary><c>underpin local</c>: a private PostgreSQL server for whoever has none.</summary>
internal sealed class LocalVerb : Command
{
    public LocalVerb()
        : base("local", "Starts and stops a private PostgreSQL server on this machine.")
    {
        Add(new LocalStartVerb());
        Add(new LocalStopVerb());
        Add(new LocalStatusVerb());
    }

    /// <summary>Where the server lives.</summary>
    public static Option<string?> Directory() => new("--directory")
    {
        Description = "Where the server keeps its data; usually a folder of yours, the same for every project.",
        HelpName = "DIR",
    };
}
