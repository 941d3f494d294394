using System.Text.Json;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Steps;

namespace Underpin.Cli;

/// <summary>Prints what a step answered: what happened, and the evidence that its gate saw.</summary>
internal static class StepAnswer
{
    public static ExitCode Show(Call call, StepResult result)
    {
        if (call.Json)
        {
            call.Output.Json(json => Write(json, result));
            return result.ExitCode;
        }

        foreach (var line in result.Said)
        {
            call.Output.Line(line);
        }

        if (result.Gate is { } gate)
        {
            Show(call, gate);
        }

        if (result.ExitCode == ExitCode.Findings && result.Gate is { IsOpen: false })
        {
            call.Output.Note("Mend what is marked \"no\", or pass the gate with --force --because \"…\".");
        }

        return result.ExitCode;
    }

    public static void Show(Call call, Gate gate)
    {
        foreach (var check in gate.Checks)
        {
            call.Output.Line($"  {(check.Holds ? "yes" : "no ")}  {check.Asks}: {check.Found}");
        }
    }

    public static void Write(Utf8JsonWriter json, StepResult result)
    {
        json.WriteString("change", result.Plan.Change);
        json.WriteNumber("exitCode", (int)result.ExitCode);
        json.WriteStartArray("said");
        foreach (var line in result.Said)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        Write(json, result.Plan);
        if (result.Gate is { } gate)
        {
            Write(json, gate);
        }
    }

    public static void Write(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject("plan");
        json.WriteNumber("version", plan.Version);
        json.WriteString("stage", PlanRow.Say(plan.Stage));
        json.WriteString("lead", PlanRow.Say(plan.Lead));
        Write(json, "write", plan.Write);
        Write(json, "read", plan.Read);
        json.WriteNumber("shadowPercent", plan.ShadowPercent);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Gate gate)
    {
        json.WriteStartObject("gate");
        json.WriteString("step", gate.Step);
        json.WriteBoolean("open", gate.IsOpen);
        json.WriteStartArray("checks");
        foreach (var check in gate.Checks)
        {
            json.WriteStartObject();
            json.WriteString("asks", check.Asks);
            json.WriteBoolean("holds", check.Holds);
            json.WriteString("found", check.Found);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Audience audience)
    {
        json.WriteStartObject(name);
        json.WriteNumber("percent", audience.Percent);
        Write(json, "users", audience.Users);
        Write(json, "groups", audience.Groups);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
