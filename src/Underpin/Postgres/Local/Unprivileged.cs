using System.ComponentModel;
using System.Diagnostics;

namespace Underpin.Postgres.Local;

/// <summary>Runs programs as an ordinary user: PostgreSQL refuses to run as root.</summary>
/// <param name="User">Whom root becomes; null: the user that we are is ordinary already.</param>
internal sealed record Unprivileged(string? User)
{
    /// <summary>
    /// The user that we are; where that is root, <c>postgres</c>, or <c>nobody</c> where there is no such user.
    /// </summary>
    public static Unprivileged Here { get; } = new(
        !Environment.IsPrivilegedProcess || OperatingSystem.IsWindows() ? null : Ordinary());

    /// <summary>The user that we are, root or not.</summary>
    public static Unprivileged Ourselves { get; } = new((string?)null);

    /// <summary>Runs a program to its end; an exit code other than 0 is an error.</summary>
    public async Task<ProgramResult> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var run = await TryRunAsync(program, arguments, cancellationToken);
        return run.ExitCode == 0 ? run : throw new UnderpinException(
            "local.failed",
            $"{program} ended with {run.ExitCode}: {(run.Error.Length > 0 ? run.Error : run.Output).Trim()}");
    }

    /// <summary>Runs a program to its end, whatever its exit code.</summary>
    public Task<ProgramResult> TryRunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = User is null ? [program, .. arguments] : [.. Become(User), program, .. arguments];
        return ToEndAsync(words, cancellationToken);
    }

    /// <summary>Makes this user the owner of a file, or of a folder and all it holds.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (User is not null)
        {
            // A trailing colon: and the user's own group.
            await ToEndAsync([OnPath("chown") ?? "chown", "-R", $"{User}:", path], cancellationToken);
        }
    }

    /// <summary>The first parent that this user may not pass; null where it may pass all.</summary>
    public string? Barrier(string path)
    {
        if (User is null || OperatingSystem.IsWindows())
        {
            return null;
        }

        for (var at = Path.GetDirectoryName(path); at is not null; at = Path.GetDirectoryName(at))
        {
            if (Directory.Exists(at) && !File.GetUnixFileMode(at).HasFlag(UnixFileMode.OtherExecute))
            {
                return at;
            }
        }

        return null;
    }

    private static string Ordinary() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";

    private static string[] Become(string user)
    {
        if (OnPath("setpriv") is { } setpriv && !IsBusyBox(setpriv))
        {
            return [setpriv, $"--reuid={user}", $"--regid={Group(user)}", "--clear-groups"];
        }

        return OnPath("runuser") is { } runuser
            ? [runuser, "-u", user, "--"]
            : [OnPath("su") ?? "su", "-s", "/bin/sh", user, "-c", "exec \"$0\" \"$@\""];
    }

    private static string Group(string user) =>
        File.ReadLines("/etc/passwd")
            .First(line => line.StartsWith(user + ":", StringComparison.Ordinal))
            .Split(':')[3];

    private static bool IsBusyBox(string program) =>
        File.ResolveLinkTarget(program, returnFinalTarget: true)?.Name
            .Contains("busybox", StringComparison.Ordinal) is true;

    private static string? OnPath(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/bin:/sbin:/bin".Split(':')
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static async Task<ProgramResult> ToEndAsync(
        IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // PGPORT, PGDATA and their like are meant for the user's own server.
        foreach (var name in start.Environment.Keys
            .Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C"; // its messages are read by us
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            return new(await EndAsync(process, cancellationToken), await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task<int> EndAsync(Process process, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new UnderpinException(
                "local.start", $"{start.FileName} could not be started: {exception.Message}.",
                innerException: exception);
        }
    }
}
