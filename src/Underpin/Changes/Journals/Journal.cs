using Underpin.Postgres;

namespace Underpin.Changes.Journals;

/// <summary>The append-only record of what operators did.</summary>
internal sealed class Journal(Database database)
{
    public async Task WriteAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await WriteAsync(session, entry, cancellationToken);
    }

    /// <summary>Writes in the caller's transaction, so that a step and its entry are one.</summary>
    public static Task WriteAsync(Session session, JournalEntry entry, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            Sql.Of($"""
            insert into underpin.journal (change, command, who, outcome, plan_version, because, evidence)
            values ($1, $2, $3 || ' as ' || session_user, $4, $5, $6, $7)
            """).With(
                entry.Change, entry.Command, entry.Who, entry.Outcome, entry.PlanVersion, entry.Because,
                SqlValue.Json(new JournalEvidence(entry.Checks, entry.Figures).ToJson())),
            cancellationToken);

    /// <summary>The newest entries, oldest first.</summary>
    /// <param name="change">Of this change; null: of all.</param>
    /// <param name="most">How many.</param>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(
        string? change, int most, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return await session.QueryAsync(
            Sql.Of($"""
            select change, command, who, outcome, plan_version, because, evidence::text, at
            from (select * from underpin.journal where $1 is null or change = $1 order by id desc limit $2) as newest
            order by id
            """).With(change, most),
            Read, cancellationToken);
    }

    private static JournalEntry Read(Row row)
    {
        var evidence = JournalEvidence.Of(row.Get<string>(6));
        return new()
        {
            Change = row.Get<string?>(0),
            Command = row.Get<string>(1),
            Who = row.Get<string>(2),
            Outcome = row.Get<string>(3),
            PlanVersion = row.Get<long?>(4),
            Because = row.Get<string?>(5),
            Checks = evidence.Checks,
            Figures = evidence.Figures,
            At = row.Get<DateTimeOffset>(7),
        };
    }
}
