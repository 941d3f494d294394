namespace Underpin.Checks;

/// <summary>Did a full verify of the targets find nothing since the last populate and repair?</summary>
internal sealed class Verified : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken) =>
        await Clean.AskAsync(
            CheckCode.Verified, situation.Database,
            (await situation.EpochsAsync(cancellationToken)).WritesEverything, "forward", cancellationToken);
}
