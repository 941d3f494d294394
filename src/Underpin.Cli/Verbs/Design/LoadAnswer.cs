using System.Globalization;
using Underpin.Cli.Json;
using Underpin.Design.Load;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints what candidates cost at volume.</summary>
internal static class LoadAnswer
{
    public static void Show(Call call, LoadReport report, string? plans)
    {
        if (call.Json)
        {
            ModelAnswers.Json(call, report, Documents.Default.LoadReport);
            return;
        }

        call.Output.Line(
            $"{report.Histories:N0} histories (seed {report.Seed}, {report.Distinct:N0} of them distinct), "
            + $"{report.Facts:N0} facts that {report.LegalBy} finds legal; "
            + $"it refused {report.Dropped.Values.Sum():N0} others on the way.");
        call.Output.Line();
        call.Output.Table(
            ["candidate", "facts", "a second", "lost", "MB", "grow with the table"],
            [.. report.Candidates.Select(Row)]);
        foreach (var load in report.Candidates)
        {
            Show(call, load);
        }

        foreach (var load in report.Candidates.Where(_ => plans is not null))
        {
            foreach (var cost in load.Questions
                .Where(cost => cost.Sizes.Count > 0 && (plans == "*" || plans == cost.Question)))
            {
                call.Output.Line();
                call.Output.Line($"{load.Candidate}: {cost.Question} after {cost.Sizes[^1].Facts:N0} facts");
                call.Output.Line(cost.Sizes[^1].Plan);
            }
        }
    }

    private static IReadOnlyList<string> Row(CandidateLoad load) =>
    [
        load.Candidate, $"{load.Facts:N0}", $"{load.FactsPerSecond:N0}", $"{load.Lost.Values.Sum():N0}",
        $"{load.Bytes / 1024.0 / 1024:N1}",
        $"{load.Questions.Count(cost => cost.GrowsWithTable)} of {load.Questions.Count}",
    ];

    private static void Show(Call call, CandidateLoad load)
    {
        call.Output.Line();
        call.Output.Line(
            $"{load.Candidate}: blocks touched after {string.Join(", ", Facts(load))} facts, "
            + "and milliseconds after the last");
        call.Output.Table(
            [
                "question", "rows", .. Facts(load).Select(facts => $"blocks at {facts}"), "growth", "p50", "p95", "p99",
                "",
            ],
            [.. load.Questions.Select(cost => Row(load, cost))]);
        if (load.Lost.Count > 0)
        {
            var lost = load.Lost.OrderByDescending(one => one.Value).Select(one => $"{one.Value:N0} {one.Key}");
            call.Output.Line($"Lost: {string.Join(", ", lost)}.");
        }
    }

    private static IReadOnlyList<string> Facts(CandidateLoad load) =>
        [.. load.Questions.MaxBy(cost => cost.Sizes.Count)?.Sizes.Select(size => $"{size.Facts:N0}") ?? []];

    private static IReadOnlyList<string> Row(CandidateLoad load, QuestionCost cost)
    {
        var empty = Enumerable.Repeat("", Facts(load).Count);
        return cost.Sizes.Count == 0
            ? [cost.Question, "", .. empty, "", "", "", "", cost.NotAsked ?? ""]
            :
            [
                cost.Question, Say(cost.Sizes[^1].Rows), .. cost.Sizes.Select(size => Say(size.Buffers)),
                Say(cost.Growth),
                Fine(cost.Sizes[^1].P50), Fine(cost.Sizes[^1].P95), Fine(cost.Sizes[^1].P99),
                cost.GrowsWithTable ? "grows with the table" : "",
            ];
    }

    private static string Say(double number) => number.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Fine(double number) => number.ToString("#,0.00", CultureInfo.InvariantCulture);
}
