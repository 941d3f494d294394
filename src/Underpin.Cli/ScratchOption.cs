using System.CommandLine;

namespace Underpin.Cli;

/// <summary><c>--scratch CONNECTION</c>: where the scratch copy of the schema is made.</summary>
internal static class ScratchOption
{
    public static Option<string?> Create() => new("--scratch")
    {
        Description = "Make the scratch copy on this server instead of the live one.",
        HelpName = "STRING",
    };

    /// <summary>Null where the copy is made beside the live database.</summary>
    public static string? Resolve(Call call, Option<string?> option) =>
        call.Value(option) is { Length: > 0 } text ? Connections.Checked(text, "--scratch") : null;
}
