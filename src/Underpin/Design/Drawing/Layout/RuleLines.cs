using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>What a box says below its columns: the rules that no single column's mark can show.</summary>
internal static class RuleLines
{
    public static IEnumerable<(string Text, string Tip)> Of(Entity entity) =>
        entity.Rules.Where(IsShown).Select(rule => (Say(rule), Tip(rule))).Concat(Counts(entity));

    public static string Tip(EntityRule rule) =>
        $"{rule.Name}: {rule.Definition}{(rule.Comment is { } comment ? $"\n{comment}" : "")}";

    private static bool IsShown(EntityRule rule) => rule.Kind switch
    {
        RuleKind.Exclusion => true,
        RuleKind.Unique => rule is not { IsWholeKey: true, Columns.Count: 1 },
        _ => false,
    };

    private static string Say(EntityRule rule) =>
        $"{(rule.Kind == RuleKind.Exclusion ? "no two alike" : "unique")}: {rule.Parts}"
        + (rule.Predicate is { } predicate ? $" where {predicate}" : "");

    private static IEnumerable<(string Text, string Tip)> Counts(Entity entity)
    {
        var checks = entity.Rules.Where(rule => rule.Kind == RuleKind.Check).ToList();
        var triggers = entity.Rules.Where(rule => rule.Kind == RuleKind.Trigger).ToList();
        var said = string.Join(
            ", ", new[] { Count(checks.Count, "check"), Count(triggers.Count, "trigger") }.OfType<string>());
        if (said.Length > 0)
        {
            yield return (said, string.Join('\n', checks.Concat(triggers).Select(Tip)));
        }
    }

    private static string? Count(int number, string what) =>
        number switch { 0 => null, 1 => $"1 {what}", _ => $"{number} {what}s" };
}
