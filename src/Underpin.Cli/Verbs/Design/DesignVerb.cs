using System.CommandLine;

namespace Underpin.Cli.Verbs.Design;

/// <summary>
/// <c>underpin design</c>: candidate schemas and the scenarios that judge them, before any code exists.
/// </summary>
internal sealed class DesignVerb : Command
{
    // One subcommand, one file.
    public DesignVerb()
        : base("design", "Tests candidate schemas on scenarios, before any code exists.")
    {
        Add(new DesignCheckVerb());
        Add(new DesignTestVerb());
        Add(new DesignDrawVerb());
        Add(new DesignCompareVerb());
        Add(new DesignLoadVerb());
        Add(new DesignSearchVerb());
    }
}
