namespace Underpin.Bench;

/// <summary>
/// How fast random histories are recorded on separate-periods. <c>--facts N</c>, after <c>--json FILE</c>, for another
/// number than 100,000.
/// </summary>
internal sealed class DesignLoad : Measurement
{
    private const int FactsInAHistory = 24;

    public override string Name => "design-load";

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var bench = await DesignBench.StartAsync(cancellationToken);
        var report = await bench.LoadAsync(
            ["separate-periods"], DesignBench.Number("--facts", 100_000) / FactsInAHistory, cancellationToken);
        var load = report.Candidates[0];
        return
        [
            new("facts recorded", load.Facts, Goal: null),
            new("facts a second", load.FactsPerSecond, Goal: null),
            new("microseconds a fact (5,000 a second are 200)", 1_000_000 / load.FactsPerSecond, 200, "µs"),
            new("bytes a fact, indexes included", load.Bytes / (double)load.Facts, Goal: null),
        ];
    }
}
