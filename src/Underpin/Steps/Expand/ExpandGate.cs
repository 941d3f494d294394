using Underpin.Checks;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>Before the live database is touched: lint has nothing against expand.sql.</summary>
internal static class ExpandGate
{
    public static Gate Of(LintResult lint) => new(GateCode.Expand, [
        new()
        {
            Code = CheckCode.Lint,
            Holds = lint.Findings.Count == 0,
            Figures = new Dictionary<string, double>
            {
                ["statements"] = lint.Tried,
                ["findings"] = lint.Findings.Count,
            },
            Objects = [.. lint.Findings.Select(finding => $"{finding.Rule} at {finding.File}:{finding.Line}")],
        },
    ]);

    /// <summary>May expand go on in spite of what lint found? Only where every statement was tried.</summary>
    public static bool MayPass(LintResult lint, Force? force) =>
        lint.Findings.Count == 0 || (force is not null && lint.Insurmountable is null && lint.Stopped is null);
}
