using Npgsql;

namespace Underpin.Live.Plans;

/// <summary>
/// What this instance says of itself in schema <c>underpin</c>, and the plans it reads there. That schema is the
/// contract: what the operator's tool has of the same name makes the plans.
/// </summary>
internal sealed class PlanStore(NpgsqlDataSource dataSource)
{
    /// <summary>
    /// True once schema <c>underpin</c> is there and this role may use it; needs no privilege itself.
    /// </summary>
    public const string IsInstalled =
        "select coalesce(has_schema_privilege(to_regnamespace('underpin'), 'usage'), false)";

    // Its sessions belong to no connection for long, and their numbers are not what they seem.
    private readonly bool _multiplexes = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString).Multiplexing;

    private volatile bool _installed;
    private volatile bool _direct;

    /// <summary>
    /// Whether a connection is one session of the server, by its process number: a pooler between the two gives each
    /// client a number of its own, lends it another session for each transaction, and may not know its prepared
    /// statements. False until the plans were read once.
    /// </summary>
    public bool IsDirect => _direct;

    /// <summary>
    /// Renews the instance's lease (where a renewal is given) and reads the plans, in one round trip.
    /// </summary>
    public async Task<IReadOnlyList<Plan>> ReadAsync(
        IReadOnlyList<string> changes, Renewal? renewal, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!_installed && !await IsInstalledAsync(connection, cancellationToken))
        {
            return [.. changes.Select(change => Plan.NotBegun(change, installed: false))];
        }

        try
        {
            var plans = await ReadInstalledAsync(connection, changes, renewal, cancellationToken);
            _installed = true;
            return plans;
        }
        catch (PostgresException) when (_installed)
        {
            // The schema may have gone, or been made anew: the next time looks first.
            _installed = false;
            throw;
        }
    }

    public async Task RemoveAsync(Guid instance, CancellationToken cancellationToken)
    {
        if (_installed)
        {
            await using var command = dataSource.CreateCommand("delete from underpin.instance where id = $1");
            command.Parameters.Add(new() { Value = instance });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<bool> IsInstalledAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(IsInstalled, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<IReadOnlyList<Plan>> ReadInstalledAsync(
        NpgsqlConnection connection,
        IReadOnlyList<string> changes,
        Renewal? renewal,
        CancellationToken cancellationToken)
    {
        await using var batch = connection.CreateBatch();
        if (renewal is not null)
        {
            batch.BatchCommands.Add(renewal.Command());
        }

        batch.BatchCommands.Add(new(
            """
            select p.change, p.version, p.stage, p.write_percent, p.write_users, p.write_groups,
                   p.read_percent, p.read_users, p.read_groups, p.shadow_percent, p.lead, pg_backend_pid()
            from underpin.current_plan p
            where p.change = any ($1)
            """)
        { Parameters = { new() { Value = changes.ToArray() } } });

        var found = new Dictionary<string, Plan>(StringComparer.Ordinal);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var plan = PlanOf(reader);
            _direct = !_multiplexes && reader.GetInt32(11) == connection.ProcessID;
            found.Add(plan.Change, plan);
        }

        return [.. changes.Select(change => found.GetValueOrDefault(change) ?? Plan.NotBegun(change, installed: true))];
    }

    private static Plan PlanOf(NpgsqlDataReader row) => new()
    {
        Change = row.GetString(0),
        Version = row.GetInt64(1),
        Installed = true,
        Stage = StageOf(row.GetString(2)) ?? Stage.Begun,
        UnknownStage = StageOf(row.GetString(2)) is null ? row.GetString(2) : null,
        Write = new(row.GetDouble(3), row.GetFieldValue<string[]>(4), row.GetFieldValue<string[]>(5)),
        Read = new(row.GetDouble(6), row.GetFieldValue<string[]>(7), row.GetFieldValue<string[]>(8)),
        ShadowPercent = row.GetDouble(9),
        NewLeads = row.GetString(10) == "new",
    };

    // A plan of a newer tool is put in force all the same: so that operations end, rather than go on by an earlier one.
    private static Stage? StageOf(string stage) => stage switch
    {
        "begun" => Stage.Begun,
        "expanded" => Stage.Expanded,
        "old stopped" => Stage.OldStopped,
        "set aside" => Stage.SetAside,
        "dropped" => Stage.Dropped,
        _ => null,
    };
}
