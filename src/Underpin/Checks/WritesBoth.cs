namespace Underpin.Checks;

/// <summary>Does every write reach both schemas, and since when?</summary>
internal sealed class WritesBoth : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var epoch = (await situation.EpochsAsync(cancellationToken)).WritesEverything;
        return new()
        {
            Code = CheckCode.WritesBoth,
            Holds = epoch is not null,
            Figures = new Dictionary<string, double> { ["percent"] = situation.Plan.Write.Percent },
            Times = Moment.Named("since", epoch?.MadeAt),
        };
    }
}
