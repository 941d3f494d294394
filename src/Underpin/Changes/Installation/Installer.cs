using Underpin.Postgres;

namespace Underpin.Changes.Installation;

/// <summary>Creates schema <c>underpin</c> and gives an application's role just what it needs.</summary>
internal sealed class Installer(Database database)
{
    /// <summary>What an application's role may do; no DDL, no plan changes.</summary>
    private static readonly (string Rights, string Objects)[] _grants =
    [
        ("usage", "schema underpin"),
        ("select", "underpin.installation, underpin.change, underpin.plan"),
        ("select", "underpin.current_plan, underpin.version_in_force"),
        ("select, insert, update, delete", "underpin.instance"),
        ("select, insert", "underpin.fence"),
        ("insert", "underpin.write_failure, underpin.mismatch, underpin.comparison"),
        ("execute", "all functions in schema underpin"),
    ];

    /// <summary>The version of the schema that this library works with.</summary>
    private const int Version = 2;

    /// <summary>
    /// Creates the schema, or brings that of an earlier version up to this one; running instances go on.
    /// </summary>
    /// <returns>False where the schema was there already, as it should be.</returns>
    public async Task<bool> InstallAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await using var transaction = await session.BeginAsync(cancellationToken);
        // Two installations at once: the second waits here and then finds the schema.
        await session.ExecuteAsync(
            Sql.Of($"select pg_advisory_xact_lock(hashtextextended('underpin install', 0))"), cancellationToken);
        var installed = await VersionAsync(session, cancellationToken);
        if (installed >= Version)
        {
            return false;
        }

        await session.ExecuteAsync(Script(installed == 0 ? "schema.sql" : "upgrade-2.sql"), cancellationToken);
        await session.ExecuteAsync(Script("functions.sql"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Grants an application's role what Underpin.Live and the SQL flags need.</summary>
    public async Task GrantAsync(Identifier role, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync(
            [
                .. _grants.Select(grant => Sql.Of(
                    $"grant {Sql.Constant(grant.Rights)} on {Sql.Constant(grant.Objects)} to {role}")),
            ], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Refuses to go on in a database without schema <c>underpin</c>, or with one of another version.
    /// </summary>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        switch (await VersionAsync(session, cancellationToken))
        {
            case 0:
                throw new UnderpinException(
                    "install.missing", $"Underpin is not installed in database \"{session.Database}\".",
                    "Run `underpin install` once; `--role ROLE` grants an application's role what it needs.");
            case < Version and var earlier:
                throw new UnderpinException(
                    "install.earlier",
                    $"Schema underpin in database \"{session.Database}\" is of version {earlier}; this is {Version}.",
                    "Run `underpin install`: it upgrades the schema, and changes under way go on.");
            case > Version and var later:
                throw new UnderpinException(
                    "install.later",
                    $"Schema underpin in database \"{session.Database}\" is of version {later}; this is {Version}.",
                    "Use the version of underpin that installed it, or a later one.");
        }
    }

    /// <summary>0 where the schema is not there.</summary>
    private static async Task<int> VersionAsync(Session session, CancellationToken cancellationToken) =>
        await session.ScalarAsync<bool>(
            Sql.Of($"select to_regclass('underpin.installation') is not null"), cancellationToken)
            ? await session.ScalarAsync<int>(
                Sql.Of($"select max(version) from underpin.installation"), cancellationToken)
            : 0;

    private static Sql Script(string name) => EmbeddedSql.Beside(typeof(Installer), name);
}
