using System.Text.Json;
using Underpin.Postgres;

namespace Underpin.Changes.Journals;

/// <summary>The append-only record of what operators did.</summary>
internal sealed class Journal(Database database)
{
    /// <summary>The person at the keyboard, as far as the machine knows.</summary>
    private static string Who => $"{Environment.UserName}@{Environment.MachineName}";

    public async Task WriteAsync(Entry entry, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await WriteAsync(session, entry, cancellationToken);
    }

    /// <summary>Writes in the caller's transaction, so that a step and its entry are one.</summary>
    public static Task WriteAsync(Session session, Entry entry, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"""
            insert into underpin.journal (change, command, who, outcome, plan_version, because, evidence)
            values ($1, $2, $3 || ' as ' || session_user, $4, $5, $6, $7)
            """).With(
                entry.Change, entry.Command, Who, entry.Outcome, entry.PlanVersion, entry.Because,
                SqlValue.Json(JsonSerializer.Serialize(entry.Evidence))),
            cancellationToken);

    /// <summary>The newest entries, oldest first.</summary>
    public async Task<IReadOnlyList<Entry>> ReadAsync(string? change, int most, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return await session.QueryAsync(
            Sql.Of($"""
            select change, command, who, outcome, plan_version, because, evidence::text, at
            from (select * from underpin.journal where $1 is null or change = $1 order by id desc limit $2) j
            order by id
            """).With(change, most), Read, cancellationToken);
    }

    private static Entry Read(Row row) => new()
    {
        Change = row.Get<string?>(0),
        Command = row.Get<string>(1),
        Who = row.Get<string>(2),
        Outcome = row.Get<string>(3),
        PlanVersion = row.Get<long?>(4),
        Because = row.Get<string?>(5),
        Evidence = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Get<string>(6))!,
        At = row.Get<DateTimeOffset>(7),
    };
}
