namespace Underpin.Postgres.Local;

/// <summary>Where PostgreSQL's programs are on this machine.</summary>
/// <param name="Folder">The folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
internal sealed record ServerPrograms(string Folder)
{
    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>Looks on PATH, where Debian puts them, and where Homebrew does; null where there are none.</summary>
    public static ServerPrograms? Find(string program = "initdb") =>
        Candidates()
            .Where(folder => File.Exists(Path.Combine(folder, program)))
            .Select(folder => new ServerPrograms(folder))
            .FirstOrDefault();

    private static IEnumerable<string> Candidates()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            // Debian's /usr/bin holds wrappers for the clients only; initdb there would be a real installation.
            if (folder.Length > 0)
            {
                yield return folder;
            }
        }

        string[] roots = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];
        foreach (var folder in roots.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Order().Reverse())
        {
            yield return Path.Combine(folder, "bin");
        }
    }
}
