using System.Text.Json;
using Underpin.Design.Testing;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints a test run: what is not right and why, then the counts of each candidate.</summary>
internal static class TestAnswer
{
    public static ExitCode Show(Call call, TestedModel run, int show)
    {
        if (call.Json)
        {
            call.Output.JsonObject(json => Write(json, run));
            return run.ExitCode;
        }

        var open = run.Cells.Where(cell => cell.Outcome != Outcome.Right).ToList();
        foreach (var cell in open.Take(show))
        {
            call.Output.Line($"{Say(cell.Outcome)}: {cell.Candidate}: {cell.Scenario.Title}");
            foreach (var line in cell.Lines)
            {
                call.Output.Line($"    {line}");
            }

            call.Output.Line();
        }

        if (open.Count > show)
        {
            call.Output.Line($"and {open.Count - show:N0} more that are not right; --show N shows more of them.");
            call.Output.Line();
        }

        call.Output.Table(
            ["candidate", "right", "wrong", "inexpressible"],
            [.. run.Candidates.Select(candidate => new[] { candidate.Name }
                .Concat(Enum.GetValues<Outcome>().Select(outcome => $"{run.Count(candidate, outcome):N0}")).ToList())]);
        call.Output.Line();
        call.Output.Line(
            $"{run.Scenarios.Count:N0} scenarios × {run.Candidates.Count} candidates in {run.Took.TotalSeconds:0.0} s.");
        return run.ExitCode;
    }

    private static void Write(Utf8JsonWriter json, TestedModel run)
    {
        json.WriteNumber("exitCode", (int)run.ExitCode);
        json.WriteNumber("seconds", run.Took.TotalSeconds);
        json.WriteStartArray("candidates");
        foreach (var candidate in run.Candidates)
        {
            json.WriteStartObject();
            json.WriteString("name", candidate.Name);
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                json.WriteNumber(Say(outcome), run.Count(candidate, outcome));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("cells");
        foreach (var cell in run.Cells)
        {
            Write(json, cell);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Cell cell)
    {
        json.WriteStartObject();
        json.WriteString("candidate", cell.Candidate);
        json.WriteString("scenario", cell.Scenario.Title);
        json.WriteString("file", cell.Scenario.Place.File);
        json.WriteNumber("line", cell.Scenario.Place.Line);
        json.WriteString("outcome", Say(cell.Outcome));
        json.WriteStartArray("misses");
        foreach (var miss in cell.Misses)
        {
            json.WriteStartObject();
            json.WriteString("code", miss.Code);
            json.WriteNumber("line", miss.Place.Line);
            json.WriteString("step", miss.Step);
            json.WriteString("summary", miss.Summary);
            json.WriteString("spoke", miss.Server?.Speaker);
            json.WriteString("sqlState", miss.Server?.SqlState);
            json.WriteStartArray("lines");
            foreach (var line in miss.Lines)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("inexpressible");
        foreach (var unsaid in cell.Unsaid)
        {
            json.WriteStringValue(unsaid.Say());
        }

        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (var held in cell.Held)
        {
            json.WriteStartObject();
            json.WriteString("step", held.Refusal.Say());
            json.WriteString("rule", held.Refusal.Rule?.Name);
            json.WriteString("by", held.By.Speaker);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Say(Outcome outcome) => outcome switch
    {
        Outcome.Right => "right",
        Outcome.Wrong => "wrong",
        _ => "inexpressible",
    };
}
