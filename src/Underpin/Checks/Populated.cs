using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>Did a populate finish since every write reaches both schemas?</summary>
internal sealed class Populated : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var epoch = (await situation.EpochsAsync(cancellationToken)).WritesEverything;
        if (epoch is null)
        {
            return new() { Code = CheckCode.Populated, Holds = false, Case = CheckCase.NotWritingBoth };
        }

        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var populate = await session.FirstAsync(
            Sql.Of($"""
            select source_rows, finished_at
            from underpin.run
            where change = $1 and kind = 'populate' and not rehearsal and plan_version >= $2
                and finished_at is not null
            order by finished_at desc
            limit 1
            """).With(epoch.Change, epoch.Version),
            row => ((long Rows, DateTimeOffset At)?)(row.Get<long>(0), row.Get<DateTimeOffset>(1)), cancellationToken);
        return populate is not { } done
            ? new() { Code = CheckCode.Populated, Holds = false, Case = CheckCase.None }
            : new()
            {
                Code = CheckCode.Populated,
                Holds = true,
                Figures = new Dictionary<string, double> { ["sourceRows"] = done.Rows },
                Times = Moment.Named("finished", done.At),
            };
    }
}
