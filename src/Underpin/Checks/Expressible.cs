using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>The new schema may hold what the old one cannot say; from then on, going back would lose it.</summary>
internal sealed class Expressible : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var beyond = await session.FirstAsync(
            Sql.Of($"""
            with newest as (
                select id
                from underpin.run
                where change = $1 and kind = 'verify' and finished_at is not null
                order by id desc
                limit 2
            )
            select count(*) over (), format('%s %s', target, target_key), found_at
            from underpin.discrepancy
            where class = 'inexpressible' and run in (select id from newest)
            order by found_at
            limit 1
            """).With(situation.Plan.Change),
            row => ((long Count, string Row, DateTimeOffset At)?)(
                row.Get<long>(0), row.Get<string>(1), row.Get<DateTimeOffset>(2)),
            cancellationToken);
        return beyond is not { } first
            ? new() { Code = CheckCode.Expressible, Holds = true }
            : new()
            {
                Code = CheckCode.Expressible,
                Holds = false,
                Figures = new Dictionary<string, double> { ["rows"] = first.Count },
                Times = Moment.Named("found", first.At),
                Rows = [first.Row],
            };
    }
}
