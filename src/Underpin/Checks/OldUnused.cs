using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>Has any instance used the old schema since it was stopped?</summary>
internal sealed class OldUnused : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var since = (await situation.EpochsAsync(cancellationToken)).OldIsStopped?.MadeAt ?? DateTimeOffset.MaxValue;
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var user = await session.FirstAsync(
            Sql.Of($"""
            select application || ' on ' || host || ', process ' || process, old_used_at
            from underpin.instance
            where change = $1 and old_used_at > $2
            order by old_used_at desc
            limit 1
            """).With(situation.Plan.Change, since),
            row => (Name: row.Get<string>(0), At: row.Get<DateTimeOffset>(1)), cancellationToken);
        var times = new Dictionary<string, DateTimeOffset> { ["since"] = since };
        if (user.Name is not null)
        {
            times["used"] = user.At;
        }

        return new()
        {
            Code = CheckCode.OldUnused,
            Holds = user.Name is null,
            Times = times,
            Objects = user.Name is null ? [] : [user.Name],
        };
    }
}
