namespace Underpin.Postgres.Scratch;

/// <summary>The definitions of everything in a database, as SQL for psql; no rows, owners or grants.</summary>
internal static class SchemaDump
{
    /// <returns>The dump, and the psql that understands it.</returns>
    public static async Task<(string Dump, string Psql)> OfAsync(Database live, CancellationToken cancellationToken)
    {
        int major;
        await using (var session = await live.SessionAsync(cancellationToken))
        {
            major = session.ServerVersion.Major;
        }

        var programs = await ClientPrograms.FindAsync(major, cancellationToken);
        var run = await ClientResult.OfAsync(
            programs.Dump,
            [
                "--schema-only", "--no-owner", "--no-privileges", "--no-tablespaces", "--no-security-labels",
                // They would reach out of the copy.
                "--no-publications", "--no-subscriptions",
                // It locks each table against being dropped: behind a waiting ALTER it must not wait for ever.
                "--lock-wait-timeout=10000",
            ],
            ClientEnvironment.For(live.ConnectionString), input: "", cancellationToken);
        return run.ExitCode == 0
            ? (run.Output, programs.Psql)
            : throw new UnderpinException(
                "scratch.dump", $"The schema of the live database could not be read: {run.Errors.Trim()}",
                "pg_dump needs the right to read every table: connect as their owner, or grant pg_read_all_data.");
    }
}
