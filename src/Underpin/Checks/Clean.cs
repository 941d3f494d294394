using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>Did a full verify find nothing, after the last row that Underpin itself wrote?</summary>
internal static class Clean
{
    /// <param name="code">The check that is made of it.</param>
    /// <param name="epoch">Since when it counts; null where it cannot.</param>
    /// <param name="direction"><c>forward</c> or <c>reverse</c>, as <c>underpin.run</c> has it.</param>
    public static async Task<Check> AskAsync(
        string code, Database database, Plan? epoch, string direction, CancellationToken cancellationToken)
    {
        if (epoch is null)
        {
            return new() { Code = code, Holds = false, Case = CheckCase.NotWritingBoth };
        }

        await using var session = await database.SessionAsync(cancellationToken);
        var verify = await session.FirstAsync(
            EmbeddedSql.Beside(typeof(Clean), "clean.sql").With(epoch.Change, epoch.Version, direction),
            row => ((long Found, DateTimeOffset At, bool WrittenSince, long Rows, string? Stopped)?)(
                row.Get<long>(0), row.Get<DateTimeOffset>(1), row.Get<bool>(2), row.Get<long>(3), row.Get<string?>(4)),
            cancellationToken);
        return verify is not { } done
            ? new() { Code = code, Holds = false, Case = CheckCase.None }
            : new()
            {
                Code = code,
                Holds = !done.WrittenSince && done.Found == 0,
                Case = done.Stopped is not null ? CheckCase.Stopped
                    : done.WrittenSince ? CheckCase.WrittenSince
                    : done.Found > 0 ? CheckCase.Found : null,
                Figures = new Dictionary<string, double> { ["sourceRows"] = done.Rows, ["found"] = done.Found },
                Times = Moment.Named("finished", done.At),
                Objects = done.Stopped is { } kind ? [kind] : [],
            };
    }
}
