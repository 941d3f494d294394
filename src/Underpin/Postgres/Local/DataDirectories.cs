namespace Underpin.Postgres.Local;

/// <summary>Makes the data directory of a server, the same on every machine.</summary>
internal static class DataDirectories
{
    public static async Task MakeAsync(
        ServerPrograms programs, LocalServerOptions options, CancellationToken cancellationToken)
    {
        var directory = Path.TrimEndingDirectorySeparator(options.DataDirectory);
        if (Unprivileged.Here.Barrier(directory) is { } barrier)
        {
            throw new UnderpinException(
                "local.unreachable",
                $"PostgreSQL does not run as root, and the user {Unprivileged.Here.User} may not enter {barrier}.",
                "Name a directory elsewhere with --directory, or run this as an ordinary user.")
            { ExitCode = ExitCode.Usage };
        }

        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new UnderpinException(
                "local.occupied", $"{directory} holds something else than a PostgreSQL data directory.",
                "Name another directory, or empty this one.")
            { ExitCode = ExitCode.Usage };
        }

        options.Told?.Report($"Making a data directory in {directory}");

        // A killed initdb leaves something that looks like a data directory: only a finished one gets the name.
        var making = directory + ".making";
        var passwordFile = directory + ".initial-password";
        try
        {
            Delete(making);
            Directory.CreateDirectory(making);
            await Unprivileged.Here.OwnAsync(making, cancellationToken);
            IReadOnlyList<string> access = ["-A", "trust"];
            if (options.Password is { } password)
            {
                await Secret.WriteAsync(passwordFile, password, cancellationToken);
                await Unprivileged.Here.OwnAsync(passwordFile, cancellationToken);
                access = ["-A", "scram-sha-256", $"--pwfile={passwordFile}"];
            }

            await Unprivileged.Here.RunAsync(
                programs["initdb"],
                [
                    "-D", making, "-U", "postgres", "-E", "UTF8", "--no-sync",
                    .. access, .. await LocaleAsync(programs, cancellationToken),
                ],
                cancellationToken);
            Delete(directory);
            Directory.Move(making, directory);
        }
        finally
        {
            Delete(making);
            File.Delete(passwordFile);
        }
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    // Sorting and upper case must not depend on the machine's language. The builtin provider came with 17;
    // before it, Linux has C.UTF-8, and C is everywhere.
    private static async Task<IReadOnlyList<string>> LocaleAsync(
        ServerPrograms programs, CancellationToken cancellationToken) =>
        await programs.MajorAsync("postgres", cancellationToken) >= 17
            ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            : OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"] : ["--locale=C"];
}
