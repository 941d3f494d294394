using Underpin.Changes.Plans;

namespace Underpin.Checks;

/// <summary>Has something been so for long enough?</summary>
/// <param name="code">What is asked.</param>
/// <param name="since">Since which plan it has been so; null where it is not.</param>
internal sealed class Soaked(string code, Func<Epochs, Plan?> since) : Condition
{
    public static Soaked InCharge { get; } = new(CheckCode.InCharge, epochs => epochs.NewIsInCharge);

    public static Soaked SetAside { get; } = new(CheckCode.SetAside, epochs => epochs.SetAside);

    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var epoch = since(await situation.EpochsAsync(cancellationToken));
        var elapsed = epoch is null ? TimeSpan.Zero : situation.Time.GetUtcNow() - epoch.MadeAt;
        return new()
        {
            Code = code,
            Holds = epoch is not null && elapsed >= situation.Soak,
            Case = epoch is null ? CheckCase.None : null,
            Figures = new Dictionary<string, double>
            {
                ["required"] = situation.Soak.TotalSeconds,
                ["elapsed"] = elapsed.TotalSeconds,
            },
            Times = Moment.Named("since", epoch?.MadeAt),
        };
    }
}
