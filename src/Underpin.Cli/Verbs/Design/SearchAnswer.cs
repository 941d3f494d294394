using Underpin.Cli.Json;
using Underpin.Design;
using Underpin.Design.Search;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints what a search for illegal states found.</summary>
internal static class SearchAnswer
{
    public static ExitCode Show(Call call, IReadOnlyList<string> candidates, ModelSearch report)
    {
        if (call.Json)
        {
            ModelAnswers.Json(call, report, Documents.Default.ModelSearch, report.ExitCode);
            return report.ExitCode;
        }

        foreach (var finding in report.Findings)
        {
            Show(call, finding);
        }

        call.Output.Table(
            ["rule", .. candidates],
            [
                .. report.Rules.Select(rule => (IReadOnlyList<string>)
                    [rule, .. candidates.Select(candidate => Cell(report, rule, candidate))]),
            ]);
        call.Output.Line();
        if (report.WithoutQuery.Count > 0)
        {
            call.Output.Line(
                $"Not searched, for no query says what breaks them: {string.Join(", ", report.WithoutQuery)}.");
        }

        foreach (var (rule, because) in report.Unsearched)
        {
            call.Output.Line($"{rule} is not searched: {because}.");
        }

        call.Output.Line(report.Findings.Count == 0
            ? "Nothing illegal was accepted."
            : $"{report.Findings.Count} illegal "
                + $"{(report.Findings.Count == 1 ? "history was" : "histories were")} accepted.");
        return report.ExitCode;
    }

    private static void Show(Call call, AcceptedHistory finding)
    {
        call.Output.Line(
            $"{finding.Candidate} accepts {(finding.TwoAtOnce ? "from two transactions at once " : "")}"
            + $"what {finding.Rule} forbids: {finding.Says}");
        foreach (var line in finding.Facts)
        {
            call.Output.Line($"    {line}");
        }

        call.Output.Line($"  In psql, after candidates/{finding.Candidate}/schema.sql:");
        foreach (var line in finding.Script.Split('\n'))
        {
            call.Output.Line($"    {line}");
        }

        call.Output.Line();
    }

    private static string Cell(ModelSearch report, string rule, string candidate)
    {
        var found = report.Findings.Where(finding => finding.Rule == rule && finding.Candidate == candidate).ToList();
        var result = report.Results.First(one => one.Rule == rule && one.Candidate == candidate);
        return found switch
        {
            [] when result.Offered == 0 => result.Lost > 0 ? "cannot say it" : "none came up",
            [] when result.Refused < result.Offered =>
                $"{result.Refused:N0} of {result.Offered:N0} refused, the others changed nothing" + Pairs(result),
            [] => $"refused {result.Offered:N0}" + Pairs(result),
            [{ TwoAtOnce: true }] => "ACCEPTED two at once",
            _ => "ACCEPTED",
        };
    }

    private static string Pairs(RuleResult result) => result.Pairs == 0 ? "" : $", {result.Pairs:N0} pairs";
}
