using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>PK, FK and U before a column: part of the primary key, of a foreign key, unique by itself.</summary>
internal static class ColumnMarks
{
    public static IReadOnlyDictionary<string, string> Of(Entity entity, IReadOnlySet<string> pointing) =>
        entity.Columns
            .Select(column => (column.Name, Mark: string.Join(' ', Marks(entity, pointing, column.Name))))
            .Where(column => column.Mark.Length > 0)
            .ToDictionary(column => column.Name, column => column.Mark);

    private static IEnumerable<string> Marks(Entity entity, IReadOnlySet<string> pointing, string column)
    {
        if (entity.Rules.Any(rule => rule.Kind == RuleKind.PrimaryKey && rule.Columns.Contains(column)))
        {
            yield return "PK";
        }

        if (pointing.Contains(column))
        {
            yield return "FK";
        }

        if (entity.Rules.Any(rule => rule.Kind == RuleKind.Unique && rule.IsWholeKey && rule.Columns is [var only]
            && only == column))
        {
            yield return "U";
        }
    }
}
