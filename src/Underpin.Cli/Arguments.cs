using System.CommandLine;

namespace Underpin.Cli;

/// <summary>The arguments that many verbs share.</summary>
internal static class Arguments
{
    /// <summary>The change that a verb works on; <see cref="Call.ChangePath"/> finds its folder.</summary>
    public static Argument<string> Change() => new("change")
    {
        Description = "The change, by its name or the path of its folder.",
    };

    public static Argument<string?> OptionalChange() => new("change")
    {
        Description = "The change, by its name or the path of its folder; all of them where none is named.",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
