using Underpin.Postgres.Local;

namespace Underpin.Postgres.Scratch;

/// <summary>The <c>pg_dump</c> and <c>psql</c> that fit a server: pg_dump reads no server newer than itself.</summary>
internal sealed record ClientPrograms(string Dump, string Psql)
{
    public static async Task<ClientPrograms> FindAsync(int serverMajor, CancellationToken cancellationToken)
    {
        int? newest = null;
        foreach (var folder in ServerPrograms.Folders(Environment.GetEnvironmentVariable("PATH")))
        {
            var programs = new ServerPrograms(folder);
            if (!File.Exists(programs["pg_dump"]) || !File.Exists(programs["psql"]))
            {
                continue;
            }

            var major = await programs.MajorAsync("pg_dump", cancellationToken);
            if (major >= serverMajor)
            {
                return new(programs["pg_dump"], programs["psql"]);
            }

            newest = major > (newest ?? 0) ? major : newest;
        }

        throw new UnderpinException(
            "scratch.programs",
            newest is null
                ? $"pg_dump and psql are not on this machine; a copy of the schema needs them (version {serverMajor} "
                    + "or later)."
                : $"pg_dump on this machine is version {newest}, but the server is {serverMajor}; a copy of its schema "
                    + $"needs pg_dump {serverMajor} or later.",
            $"Install it (Debian: apt-get install postgresql-client-{serverMajor}; "
            + $"macOS: brew install postgresql@{serverMajor}), or put its folder on PATH.");
    }
}
