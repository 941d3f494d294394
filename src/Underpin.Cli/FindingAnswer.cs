using Underpin.Steps.Lint;

namespace Underpin.Cli;

/// <summary>Prints what lint has against expand.sql: where and what, the statement, and the way out.</summary>
internal static class FindingAnswer
{
    public static void Show(Call call, LintResult result)
    {
        foreach (var finding in result.Findings)
        {
            call.Output.Line($"{finding.File}:{finding.Line}: {finding.Rule}: {finding.Message}");
            call.Output.Line($"    {finding.Snippet}");
            call.Output.Line($"    {finding.Instead}");
            call.Output.Line();
        }

        if (result.Stopped is { } stopped)
        {
            call.Output.Line(stopped);
        }
    }
}
