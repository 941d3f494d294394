using Underpin.Engine;
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

    /// <returns>False where the schema was there already.</returns>
    public async Task<bool> InstallAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await using var transaction = await session.BeginAsync(cancellationToken);
        // Two installations at once: the second waits here and then finds the schema.
        await session.ExecuteAsync(
            Sql.Of($"select pg_advisory_xact_lock(hashtextextended('underpin install', 0))"), cancellationToken);
        if (await IsInstalledAsync(session, cancellationToken))
        {
            return false;
        }

        await session.ExecuteAsync(EmbeddedSql.Beside(typeof(Installer), "schema.sql"), cancellationToken);
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

    /// <summary>Refuses to go on in a database without schema <c>underpin</c>.</summary>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        if (!await IsInstalledAsync(session, cancellationToken))
        {
            throw new UnderpinException(
                "install.missing", $"Underpin is not installed in database \"{session.Database}\".",
                "Run `underpin install` once; `--role ROLE` grants an application's role what it needs.");
        }
    }

    private static Task<bool> IsInstalledAsync(Session session, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>(
            Sql.Of($"select to_regclass('underpin.installation') is not null"), cancellationToken);
}
