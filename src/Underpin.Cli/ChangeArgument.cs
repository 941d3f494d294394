using System.CommandLine;

namespace Underpin.Cli;

/// <summary>The change that a verb works on, as the command line names it.</summary>
internal static class ChangeArgument
{
    /// <summary>The change that a verb works on; <see cref="Call.ChangePath"/> finds its folder.</summary>
    public static Argument<string> Required() => new("change")
    {
        Description = "The change, by its name or the path of its folder.",
    };

    public static Argument<string?> Optional() => new("change")
    {
        Description = "The change, by its name or the path of its folder; all of them where none is named.",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
