using Underpin.Changes;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Steps;

namespace Underpin.Tests.Changes;

/// <summary>The program of docs/pipeline.md, to the letter.</summary>
internal static class Pipeline
{
    // Begin of the page's program.
    public static async Task RunAsync(string connectionString, string folder, Func<Task> soak)
    {
        var pipeline = new Operator { Name = "deploy 4711", Command = "deploy golf" };
        await using var change = Change.Open(connectionString, folder, pipeline);

        Require(await change.ExpandAsync());
        Require(await change.WriteAsync(new() { Percent = 100 }));
        Require(await change.PopulateAsync(new() { Workers = 2 }));
        Require(await change.VerifyAsync());
        Require(await change.ReadAsync(new() { ShadowPercent = 5 }));
        await soak(); // until enough reads were compared

        Require(await change.ReadAsync(new() { Percent = 100 }));
        Require(await change.ReadAsync(new() { Lead = Lead.New }));
        Require(await change.VerifyAsync());
        Require(await change.CleanUpAsync(new() { Soak = TimeSpan.Zero }));

        // Every step but the drop can be taken back: here all of them are.
        while (await change.BackAsync() is { Outcome: not StepOutcome.Nothing } back)
        {
            Require(back);
        }
    }

    private static void Require(StepResult result)
    {
        if (result.ExitCode != ExitCode.Done)
        {
            var unmet = result.Gate?.Checks.Where(check => !check.Holds).Select(check => check.Code) ?? [];
            throw new InvalidOperationException($"{result.Outcome} at {result.Gate?.Step}: {string.Join(", ", unmet)}");
        }
    }

    // End of the page's program.
}
