using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>
/// Were enough shadow reads compared, without an unknown mismatch, since the new schema is known to be right? Those
/// before it say nothing: what they read was written over since.
/// </summary>
internal sealed class Compared : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var epoch = (await situation.EpochsAsync(cancellationToken)).WritesEverything;
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var since = epoch is null ? null : await CleanSinceAsync(session, epoch, cancellationToken);
        var (compared, unknown, place) = await session.FirstAsync(
            EmbeddedSql.Beside(typeof(Compared), "compared.sql")
                .With(situation.Plan.Change, since ?? DateTimeOffset.MaxValue),
            row => (row.Get<long>(0), row.Get<long>(1), row.Get<string?>(2)), cancellationToken);
        var required = situation.Folder.Evidence.Comparisons;
        return new()
        {
            Code = CheckCode.Compared,
            Holds = compared >= required,
            Figures = new Dictionary<string, double>
            {
                ["required"] = required,
                ["compared"] = compared,
                ["unknown"] = unknown,
            },
            Objects = place is null ? [] : [place],
        };
    }

    /// <summary>
    /// When the first verify began that found nothing, and after which nothing of ours wrote rows; null where there is
    /// none.
    /// </summary>
    private static Task<DateTimeOffset?> CleanSinceAsync(
        Session session, Plan epoch, CancellationToken cancellationToken) =>
        session.FirstAsync(
            EmbeddedSql.Beside(typeof(Compared), "clean-since.sql").With(epoch.Change, epoch.Version, "forward"),
            row => row.Get<DateTimeOffset?>(0), cancellationToken);
}
