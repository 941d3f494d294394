using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>
/// Did a full verify of back.sql against what is retired find nothing since the new schema leads? The rows that it
/// cannot rebuild may be accepted, by their number.
/// </summary>
internal sealed class Rebuilt : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var rebuilt = await Clean.AskAsync(
            CheckCode.Rebuilt, situation.Database,
            (await situation.EpochsAsync(cancellationToken)).NewLeads, "reverse", cancellationToken);
        if (situation.AcceptedLoss == 0 || rebuilt.Holds)
        {
            return rebuilt;
        }

        var lost = await LostAsync(situation, cancellationToken);
        var accepted = lost == situation.AcceptedLoss;
        return rebuilt with
        {
            Holds = accepted,
            Case = accepted ? CheckCase.Accepted : CheckCase.AcceptedOtherwise,
            Figures = new Dictionary<string, double> { ["lost"] = lost, ["accepted"] = situation.AcceptedLoss },
        };
    }

    /// <summary>
    /// The rows that back.sql cannot rebuild, as the newest full verify found them; -1 where there was none.
    /// </summary>
    private static async Task<long> LostAsync(Situation situation, CancellationToken cancellationToken)
    {
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        return await session.ScalarAsync<long>(
            Sql.Of($"""
            select coalesce((
                select found
                from underpin.run
                where change = $1 and kind = 'verify' and direction = 'reverse' and finished_at is not null
                order by id desc
                limit 1), -1)
            """).With(situation.Plan.Change), cancellationToken);
    }
}
