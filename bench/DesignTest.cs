using System.Diagnostics;
using Underpin.Design.Check;
using Underpin.Design.Testing;

namespace Underpin.Bench;

/// <summary>
/// 60 scenarios on the six candidates of the early careers record, cold: from reading the folder to the last answer.
/// </summary>
internal sealed class DesignTest : Measurement
{
    private const int Scenarios = 60;

    public override string Name => "design-test";

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var bench = await DesignBench.StartAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var left = Scenarios;
        var model = await new DesignCheck(bench.Home, bench.Databases)
            .RunAsync(DesignBench.Read([], _ => left-- > 0), cancellationToken);
        if (model.Problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', model.Problems));
        }

        var run = await new ScenarioTest(bench.Databases, TimeProvider.System)
            .RunAsync(model.Model, model.Expected, progress: null, cancellationToken);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return
        [
            new("scenarios", run.Scenarios.Count, Goal: null),
            new("candidates", run.Candidates.Count, Goal: null),
            new("60 scenarios × 6 candidates, cold", took, 10, "s"),
        ];
    }
}
