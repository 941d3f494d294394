using System.Globalization;
using System.Text.RegularExpressions;

namespace Underpin.Postgres.Local;

/// <summary>Where PostgreSQL's programs are on this machine.</summary>
/// <param name="Folder">The folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
internal sealed partial record ServerPrograms(string Folder)
{
    public const int OldestMajor = 15;
    public const int NewestMajor = 18;

    private static readonly string[] _server = ["initdb", "pg_ctl", "postgres"];

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>The folder of a program, <c>pg_dump</c> say; null where this machine has none.</summary>
    public static ServerPrograms? Find(string program) => Find(program, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>The folder of a program: what PATH names comes first, then the newest of the usual places.</summary>
    public static ServerPrograms? Find(string program, string? path) =>
        Folders(path)
            .Where(folder => File.Exists(Path.Combine(folder, program)))
            .Select(Real(program))
            .FirstOrDefault();

    /// <summary>
    /// The programs that make and run a server of a version that Underpin knows; null where there are none.
    /// </summary>
    public static Task<ServerPrograms?> FindServerAsync(CancellationToken cancellationToken) =>
        FindServerAsync(Folders(Environment.GetEnvironmentVariable("PATH")), cancellationToken);

    public static async Task<ServerPrograms?> FindServerAsync(
        IEnumerable<string> folders, CancellationToken cancellationToken)
    {
        foreach (var folder in folders.Where(folder => _server.All(name => File.Exists(Path.Combine(folder, name)))))
        {
            var programs = Real("postgres")(folder);
            if (await programs.MajorAsync("postgres", cancellationToken) is >= OldestMajor and <= NewestMajor)
            {
                return programs;
            }
        }

        return null;
    }

    /// <summary>The major version that a program says it has; null where it does not run here.</summary>
    public async Task<int?> MajorAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            var run = await Unprivileged.Here.TryRunAsync(this[program], ["--version"], cancellationToken);
            return run.ExitCode == 0 && Version().Match(run.Output) is { Success: true } match
                ? int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture)
                : null;
        }
        catch (UnderpinException)
        {
            return null;
        }
    }

    /// <summary>PATH, then where Debian and Homebrew keep PostgreSQL, newest version first.</summary>
    public static IEnumerable<string> Folders(string? path) =>
    [
        .. (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. from root in new[] { "/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt" }
           where Directory.Exists(root)
           from folder in Directory.GetDirectories(root)
           where root == "/usr/lib/postgresql"
               || Path.GetFileName(folder).StartsWith("postgresql", StringComparison.Ordinal)
           orderby Number().Match(Path.GetFileName(folder)) is { Success: true } match
               ? int.Parse(match.Value, CultureInfo.InvariantCulture)
               : 0 descending
           select Path.Combine(folder, "bin"),
    ];

    // A link on PATH leads to the folder where the other programs are.
    private static Func<string, ServerPrograms> Real(string program) => folder =>
        new(Path.GetDirectoryName(
            File.ResolveLinkTarget(Path.Combine(folder, program), returnFinalTarget: true)?.FullName
            ?? Path.Combine(folder, program))!);

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
