using Underpin.Checks;
using Underpin.Steps.CleanUp;

namespace Underpin.Steps.Drop;

/// <summary>
/// Was the table used since its columns were set aside? A soak in which nobody used it would prove nothing.
/// </summary>
internal sealed class WasInUse : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var table = situation.Folder.Source.Table;
        var retired = await new RetiredStore(situation.Database).ReadAsync(situation.Plan.Change, cancellationToken);
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var use = await TableUse.OfAsync(session, table, cancellationToken);
        var reads = use.Reads - retired.Select(column => column.ReadsThen).DefaultIfEmpty(use.Reads).Min();
        var writes = use.Writes - retired.Select(column => column.WritesThen).DefaultIfEmpty(use.Writes).Min();
        return new()
        {
            Code = CheckCode.WasInUse,
            Holds = reads + writes > 0,
            Case = reads < 0 || writes < 0 ? CheckCase.StatisticsReset : null,
            Figures = new Dictionary<string, double> { ["reads"] = reads, ["writes"] = writes },
            Objects = [table.Plain],
        };
    }
}
