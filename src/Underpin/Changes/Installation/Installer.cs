using Npgsql;
using Underpin.Postgres;

namespace Underpin.Changes.Installation;

/// <summary>Creates schema <c>underpin</c> and gives an application's role just what it needs.</summary>
internal sealed class Installer(Database database)
{
    /// <summary>What an application's role may do; no DDL, no plan changes.</summary>
    private static readonly (string Rights, string Objects)[] _grants =
    [
        ("usage", "schema underpin"),
        ("select", "underpin.installation, underpin.change, underpin.plan, underpin.current_plan, underpin.version_in_force"),
        ("select, insert, update, delete", "underpin.instance"),
        ("select, insert", "underpin.fence"),
        ("insert", "underpin.write_failure, underpin.mismatch, underpin.comparison"),
        ("execute", "all functions in schema underpin"),
    ];

    /// <returns>False where the schema was there already.</returns>
    public async Task<bool> InstallAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Two installations at once: the second waits here and then finds the schema.
        await using (var wait = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtextextended('underpin install', 0))", connection))
        {
            await wait.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await IsInstalledAsync(connection, cancellationToken))
        {
            return false;
        }

        await using var create = new NpgsqlCommand(
            EmbeddedSql.Beside(typeof(Installer), "schema.sql").Text, connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Grants an application's role what Underpin.Live and the SQL flags need.</summary>
    public async Task GrantAsync(Identifier role, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var (rights, objects) in _grants)
        {
            var grant = Sql.Of($"grant {Sql.Constant(rights)} on {Sql.Constant(objects)} to {role}");
            await using var command = new NpgsqlCommand(grant.Text, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Refuses to go on in a database without schema <c>underpin</c>.</summary>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (!await IsInstalledAsync(connection, cancellationToken))
        {
            throw new UnderpinException(
                "install.missing", $"Underpin is not installed in database \"{connection.Database}\".",
                "Run `underpin install` once; `--role ROLE` grants an application's role what it needs.");
        }
    }

    private static async Task<bool> IsInstalledAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select to_regclass('underpin.installation') is not null", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
