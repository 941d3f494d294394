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

    public static string Say(Lead lead) => lead == Lead.New ? "new" : "old";

    public static async Task<Plan> CurrentAsync(Session session, string change, CancellationToken cancellationToken) =>
        await session.FirstAsync(
            Sql.Of($"select {_columns} from underpin.current_plan where change = $1").With(change),
            Read, cancellationToken)
        ?? new Plan { Change = change, Version = 0 };

    /// <summary>Every plan of a change, oldest first.</summary>
    public static async Task<IReadOnlyList<Plan>> HistoryAsync(
        Session session, string change, CancellationToken cancellationToken) =>
        await session.QueryAsync(
            Sql.Of($"select {_columns} from underpin.plan where change = $1 order by version").With(change),
            Read, cancellationToken);

    /// <summary>Adds a plan and tells every listener; the transaction is the caller's.</summary>
    public static async Task<Plan> InsertAsync(Session session, Plan plan, CancellationToken cancellationToken)
    {
        var insert = Sql.Of($"""
            insert into underpin.plan (change, version, stage, write_percent, write_users, write_groups,
                read_percent, read_users, read_groups, shadow_percent, lead)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            returning {_columns}
            """).With(
                plan.Change, plan.Version, Say(plan.Stage),
                plan.Write.Percent, plan.Write.Users.ToArray(), plan.Write.Groups.ToArray(),
                plan.Read.Percent, plan.Read.Users.ToArray(), plan.Read.Groups.ToArray(),
                plan.ShadowPercent, Say(plan.Lead));
        var notify = Sql.Of($"select pg_notify('underpin_plan', $1)").With(plan.Change);
        await using var answers = await session.QueryAsync([insert, notify], cancellationToken);
        return await answers.OneAsync(Read, cancellationToken);
    }

    private static Plan Read(Row row) => new()
    {
        Change = row.Get<string>(0),
        Version = row.Get<long>(1),
        Stage = StageOf(row.Get<string>(2), row.Get<string>(0)),
        Write = ReadAudience(row, 3),
        Read = ReadAudience(row, 6),
        ShadowPercent = row.Get<double>(9),
        Lead = LeadOf(row.Get<string>(10), row.Get<string>(0)),
        MadeAt = row.Get<DateTimeOffset>(11),
        MadeIn = (ulong)row.Get<long>(12),
    };

    /// <summary>Never a guess: a step taken from the wrong stage may drop what is still read.</summary>
    private static Stage StageOf(string stage, string change) => Array.IndexOf(_stages, stage) is var found and >= 0
        ? (Stage)found
        : throw new UnderpinException(
            "plan.stage",
            $"The plan of {change} is at stage '{stage}', which this version of underpin does not know.",
            "A newer version has moved it: run that version, or a later one.");

    private static Lead LeadOf(string lead, string change) => lead switch
    {
        "old" => Lead.Old,
        "new" => Lead.New,
        _ => throw new UnderpinException(
            "plan.lead", $"The plan of {change} is led by '{lead}', which this version of underpin does not know.",
            "A newer version has moved it: run that version, or a later one."),
    };

    private static Audience ReadAudience(Row row, int first) => new()
    {
        Percent = row.Get<double>(first),
        Users = row.Get<string[]>(first + 1),
        Groups = row.Get<string[]>(first + 2),
    };
}
