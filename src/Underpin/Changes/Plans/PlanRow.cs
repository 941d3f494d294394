using Npgsql;
using Underpin.Postgres;

namespace Underpin.Changes.Plans;

/// <summary>A plan as table <c>underpin.plan</c> holds it.</summary>
internal static class PlanRow
{
    private static readonly string[] _stages = ["begun", "expanded", "old stopped", "set aside", "dropped"];

    private static readonly Sql _columns = Sql.Of(
        $"""
        change, version, stage, write_percent, write_users, write_groups, read_percent, read_users, read_groups,
        shadow_percent, lead, made_at, made_in::text::bigint
        """);

    public static string Say(Stage stage) => _stages[(int)stage];

    /// <summary>Never a guess: a step taken from the wrong stage may drop what is still read.</summary>
    private static Stage StageOf(string stage, string change) => Array.IndexOf(_stages, stage) is var found and >= 0
        ? (Stage)found
        : throw new UnderpinException(
            "plan.stage",
            $"The plan of {change} is at stage '{stage}', which this version of underpin does not know.",
            "A newer version has moved it: run that version, or a later one.");

    public static string Say(Lead lead) => lead == Lead.New ? "new" : "old";

    public static async Task<Plan> CurrentAsync(
        NpgsqlConnection connection, string change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            Sql.Of($"select {_columns} from underpin.current_plan where change = $1").Text, connection)
        {
            Parameters = { new() { Value = change } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? Read(reader)
            : new Plan { Change = change, Version = 0 };
    }

    /// <summary>Every plan of a change, oldest first.</summary>
    public static async Task<IReadOnlyList<Plan>> HistoryAsync(
        NpgsqlConnection connection, string change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            Sql.Of($"select {_columns} from underpin.plan where change = $1 order by version").Text, connection)
        {
            Parameters = { new() { Value = change } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var plans = new List<Plan>();
        while (await reader.ReadAsync(cancellationToken))
        {
            plans.Add(Read(reader));
        }

        return plans;
    }

    /// <summary>Adds a plan and tells every listener; the transaction is the caller's.</summary>
    public static async Task<Plan> InsertAsync(
        NpgsqlConnection connection, Plan plan, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            Sql.Of($"""
            insert into underpin.plan (change, version, stage, write_percent, write_users, write_groups,
                read_percent, read_users, read_groups, shadow_percent, lead)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            returning {_columns}
            """).Text, connection)
        {
            Parameters =
            {
                new() { Value = plan.Change },
                new() { Value = plan.Version },
                new() { Value = Say(plan.Stage) },
                new() { Value = plan.Write.Percent },
                new() { Value = plan.Write.Users.ToArray() },
                new() { Value = plan.Write.Groups.ToArray() },
                new() { Value = plan.Read.Percent },
                new() { Value = plan.Read.Users.ToArray() },
                new() { Value = plan.Read.Groups.ToArray() },
                new() { Value = plan.ShadowPercent },
                new() { Value = Say(plan.Lead) },
            },
        };
        Plan made;
        await using (var reader = await insert.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            made = Read(reader);
        }

        await using var notify = new NpgsqlCommand("select pg_notify('underpin_plan', $1)", connection)
        {
            Parameters = { new() { Value = plan.Change } },
        };
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return made;
    }

    private static Plan Read(NpgsqlDataReader reader) => new()
    {
        Change = reader.GetString(0),
        Version = reader.GetInt64(1),
        Stage = StageOf(reader.GetString(2), reader.GetString(0)),
        Write = ReadAudience(reader, 3),
        Read = ReadAudience(reader, 6),
        ShadowPercent = reader.GetDouble(9),
        Lead = reader.GetString(10) == "new" ? Lead.New : Lead.Old,
        MadeAt = reader.GetFieldValue<DateTimeOffset>(11),
        MadeIn = (ulong)reader.GetInt64(12),
    };

    private static Audience ReadAudience(NpgsqlDataReader reader, int first) => new()
    {
        Percent = reader.GetDouble(first),
        Users = reader.GetFieldValue<string[]>(first + 1),
        Groups = reader.GetFieldValue<string[]>(first + 2),
    };
}
