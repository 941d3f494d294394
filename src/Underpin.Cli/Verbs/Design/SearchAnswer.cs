using System.Text.Json;
using Underpin.Design.Folder;
using Underpin.Design.Search;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints what a search for illegal states found.</summary>
internal static class SearchAnswer
{
    public static ExitCode Show(Call call, ModelFolder model, SearchReport report)
    {
        if (call.Json)
        {
            call.Output.JsonObject(json => Write(json, report));
            return report.ExitCode;
        }

        foreach (var finding in report.Findings)
        {
            Show(call, model, finding);
        }

        call.Output.Table(
            ["rule", .. model.Candidates.Select(candidate => candidate.Name)],
            [.. report.Rules.Select(rule => (IReadOnlyList<string>)[rule, .. model.Candidates.Select(candidate => Cell(report, rule, candidate.Name))])]);
        call.Output.Line();
        if (report.WithoutQuery.Count > 0)
        {
            call.Output.Line($"Not searched, for no query says what breaks them: {string.Join(", ", report.WithoutQuery)}.");
        }

        foreach (var (rule, because) in report.Unsearched)
        {
            call.Output.Line($"{rule} is not searched: {because}.");
        }

        call.Output.Line(report.Findings.Count == 0
            ? "Nothing illegal was accepted."
            : $"{report.Findings.Count} illegal {(report.Findings.Count == 1 ? "history was" : "histories were")} accepted.");
        return report.ExitCode;
    }

    private static void Show(Call call, ModelFolder model, Loophole finding)
    {
        call.Output.Line(
            $"{finding.Candidate} accepts {(finding.TwoAtOnce ? "from two transactions at once " : "")}what {finding.Rule} forbids: "
            + $"{model.Vocabulary.Rules[finding.Rule].Says}");
        foreach (var line in finding.History.Lines)
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

    private static string Cell(SearchReport report, string rule, string candidate)
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

    private static void Write(Utf8JsonWriter json, SearchReport report)
    {
        json.WriteNumber("exitCode", (int)report.ExitCode);
        json.WriteNumber("seed", report.Seed);
        json.WritePropertyName("rules");
        JsonSerializer.Serialize(json, report.Rules, JsonSerializerOptions.Web);
        json.WritePropertyName("withoutQuery");
        JsonSerializer.Serialize(json, report.WithoutQuery, JsonSerializerOptions.Web);
        json.WritePropertyName("unsearched");
        JsonSerializer.Serialize(json, report.Unsearched, JsonSerializerOptions.Web);
        json.WritePropertyName("results");
        JsonSerializer.Serialize(json, report.Results, JsonSerializerOptions.Web);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("candidate", finding.Candidate);
            json.WriteString("rule", finding.Rule);
            json.WriteBoolean("twoAtOnce", finding.TwoAtOnce);
            json.WritePropertyName("facts");
            JsonSerializer.Serialize(json, finding.History.Lines, JsonSerializerOptions.Web);
            json.WriteString("script", finding.Script);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
