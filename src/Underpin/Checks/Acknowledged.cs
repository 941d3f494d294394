using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>
/// Has every live instance of the application acknowledged the plan? Waits until it has, or patience ends.
/// </summary>
internal sealed class Acknowledged : Condition
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);

    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var started = situation.Time.GetTimestamp();
        while (true)
        {
            var check = await LookAsync(situation, cancellationToken);
            // An instance that was built without the change does not learn it by waiting.
            var waiting = check.Case == CheckCase.Behind
                && situation.Time.GetElapsedTime(started) <= situation.Patience;
            if (!waiting)
            {
                return check;
            }

            await Task.Delay(_look, situation.Time, cancellationToken);
        }
    }

    private static async Task<Check> LookAsync(Situation situation, CancellationToken cancellationToken)
    {
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var instances = await session.QueryAsync(
            Sql.Of($"""
            select application || ' on ' || host || ', process ' || process,
                max(plan_version) filter (where change = $1)
            from underpin.instance
            where lease_until > clock_timestamp()
            group by id, application, host, process
            order by 1
            """).With(situation.Plan.Change),
            row => (Name: row.Get<string>(0), Version: row.Get<long?>(1)), cancellationToken);
        var lagging = instances.Where(instance => instance.Version is null || instance.Version < situation.Plan.Version)
            .ToList();
        var figures = new Dictionary<string, double>
        {
            ["live"] = instances.Count,
            ["acknowledged"] = instances.Count - lagging.Count,
            ["version"] = situation.Plan.Version,
        };
        foreach (var (name, version) in lagging.Where(instance => instance.Version is not null))
        {
            figures[name] = version!.Value;
        }

        return new()
        {
            Code = CheckCode.Acknowledged,
            Holds = instances.Count > 0 && lagging.Count == 0,
            Case = instances.Count == 0 ? CheckCase.NobodyIsLive
                : lagging.Any(instance => instance.Version is null) ? CheckCase.Unaware
                : lagging.Count > 0 ? CheckCase.Behind : null,
            Figures = figures,
            Objects = [.. lagging.Select(instance => instance.Name)],
        };
    }
}
