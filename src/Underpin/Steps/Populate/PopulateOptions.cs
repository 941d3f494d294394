using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Populate;

/// <summary>How a populate goes about its work.</summary>
public sealed record PopulateOptions
{
    /// <summary>How many sessions work at the same time.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Source rows in a batch, whose locks are held together: about 40 ms under live traffic.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>How long to wait for transactions that began before every write reached both schemas.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The statement that locks a batch's source rows; tests weaken it to see that the damage it prevents is real.
    /// </summary>
    internal Func<SourceSql, KeyRange, Sql> Lock { get; init; } = (source, range) => source.Lock(range);
}
