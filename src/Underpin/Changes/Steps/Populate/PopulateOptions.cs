namespace Underpin.Changes.Steps.Populate;

/// <summary>How a populate goes about its work.</summary>
internal sealed record PopulateOptions
{
    public int Workers { get; init; } = 1;

    /// <summary>Source rows in a batch, whose locks are held together: about 40 ms under live traffic.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>How long to wait for transactions that began before every write reached both schemas.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Tests turn it off to see that the damage it prevents is real.</summary>
    internal bool LocksSource { get; init; } = true;
}
