using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>Is every contained failure of a follower's write settled?</summary>
internal sealed class FailuresSettled : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var failure = await session.FirstAsync(
            Sql.Of($"""
            select count(*) over (), key, message, failed_at
            from underpin.write_failure
            where change = $1 and resolved_at is null
            order by id desc
            limit 1
            """).With(situation.Plan.Change),
            row => ((long Count, string Key, string Message, DateTimeOffset At)?)(
                row.Get<long>(0), row.Get<string>(1), row.Get<string>(2), row.Get<DateTimeOffset>(3)),
            cancellationToken);
        return failure is not { } latest
            ? new() { Code = CheckCode.FailuresSettled, Holds = true }
            : new()
            {
                Code = CheckCode.FailuresSettled,
                Holds = false,
                Figures = new Dictionary<string, double> { ["count"] = latest.Count },
                Times = Moment.Named("failed", latest.At),
                Objects = [latest.Message],
                Rows = [latest.Key],
            };
    }
}
