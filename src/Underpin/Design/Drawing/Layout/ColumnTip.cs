using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>What a column's row tells whoever points at it.</summary>
internal static class ColumnTip
{
    public static string? Of(Entity entity, EntityColumn column)
    {
        var parts = new[]
        {
            column.Comment,
            column.Given is not { } given ? null
                : column.Computed ? $"always {given}"
                : given == "identity" ? "numbered by the server"
                : $"default {given}",
        };
        var checks = entity.Rules
            .Where(rule => rule.Kind == RuleKind.Check && rule.Columns.Contains(column.Name))
            .Select(RuleLines.Tip);
        var lines = parts.OfType<string>().Concat(checks).ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }
}
