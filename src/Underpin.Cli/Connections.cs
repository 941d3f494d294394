using System.Text.RegularExpressions;
using Npgsql;
using Underpin.Workspaces;

namespace Underpin.Cli;

/// <summary>Which database a command works on.</summary>
internal static partial class Connections
{
    private const string Variable = "UNDERPIN_CONNECTION";

    /// <summary>The first that is given: the option, the environment variable, the settings file.</summary>
    public static string Resolve(string? option, Workspace workspace) =>
        Find(option, workspace) ?? throw new UnderpinException(
            "connection.none", "No database is named.",
            $"Say --connection 'Host=…;Database=…', set {Variable}, or write `connection:` in underpin.yaml; "
            + "`underpin local start` gives you a private server.")
        { ExitCode = ExitCode.Usage };

    /// <summary>As <see cref="Resolve"/>; null where none is given.</summary>
    public static string? Find(string? option, Workspace workspace) =>
        Given(option) is { } fromOption ? Checked(fromOption, "--connection")
        : Given(Environment.GetEnvironmentVariable(Variable)) is { } fromVariable ? Checked(fromVariable, Variable)
        : Given(workspace.Connection) is { } fromFile ? Checked(Expand(fromFile, workspace), workspace.File!)
        : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    public static string Checked(string text, string where)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(
                text.Contains("://", StringComparison.Ordinal) ? ConnectionUri.Read(text) : text);
            return settings.Host is { Length: > 0 }
                ? settings.ConnectionString
                : throw new FormatException("it names no host");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Never the text itself: it may hold a password.
            throw new UnderpinException(
                "connection.malformed", $"The connection string of {where} cannot be read: {exception.Message}",
                "It looks like Host=127.0.0.1;Port=5432;Username=me;Password=…;Database=golf, "
                + "or postgresql://me:…@127.0.0.1:5432/golf.")
            { ExitCode = ExitCode.Usage };
        }
    }

    private static string Expand(string text, Workspace workspace) =>
        EnvironmentName().Replace(text, match => Environment.GetEnvironmentVariable(match.Groups["name"].Value)
            ?? throw new UnderpinException(
                "connection.variable",
                $"{workspace.File}: `connection` uses ${{{match.Groups["name"].Value}}}, which is not set.",
                $"Set {match.Groups["name"].Value}, or say --connection.")
            { ExitCode = ExitCode.Usage });

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnvironmentName();
}
