using System.Text;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Formats;

/// <summary>A schema as a Mermaid <c>erDiagram</c>, which GitHub and others draw inside Markdown.</summary>
/// <remarks>https://mermaid.js.org/syntax/entityRelationshipDiagram.html</remarks>
internal static class MermaidDiagram
{
    public static string Write(EntityCatalogue catalogue, string title)
    {
        var text = new StringBuilder($"---\ntitle: {Quoted(title)}\n---\nerDiagram\n");
        foreach (var entity in catalogue.Entities)
        {
            text.Append($"    {Name(entity.Name)} {{\n");
            foreach (var column in entity.Columns)
            {
                text.Append($"        {Word(column.Type)} {Word(column.Name)}")
                    .Append($"{Keys(catalogue, entity, column)}{Says(column)}\n");
            }

            text.Append("    }\n");
        }

        foreach (var one in catalogue.Relationships)
        {
            var ends = $"{(one.Optional ? "|o" : "||")}--{(one.OneToOne ? "o|" : "o{")}";
            text.Append(
                $"    {Name(one.Parent)} {ends} {Name(one.Child)} : {Quoted(string.Join(", ", one.ChildColumns))}\n");
        }

        return text.ToString();
    }

    private static string Keys(EntityCatalogue catalogue, Entity entity, EntityColumn column)
    {
        var keys = new List<string>();
        if (entity.Rules.Any(rule => rule.Kind == RuleKind.PrimaryKey && rule.Columns.Contains(column.Name)))
        {
            keys.Add("PK");
        }

        if (catalogue.Relationships.Any(one => one.Child == entity.Name && one.ChildColumns.Contains(column.Name)))
        {
            keys.Add("FK");
        }

        if (entity.Rules.Any(rule => rule is { Kind: RuleKind.Unique, IsWholeKey: true, Columns: [var only] }
            && only == column.Name))
        {
            keys.Add("UK");
        }

        return keys.Count == 0 ? "" : $" {string.Join(", ", keys)}";
    }

    private static string Says(EntityColumn column)
    {
        var parts = new[] { column.Nullable ? "null" : null, column.Comment }.OfType<string>().ToList();
        return parts.Count == 0 ? "" : $" {Quoted(string.Join("; ", parts))}";
    }

    private static string Name(QualifiedName name) => Quoted(name.Plain);

    // Mermaid knows no escape for a quotation mark.
    private static string Quoted(string text) =>
        $"\"{string.Join(' ', text.Replace('"', '\'').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}\"";

    /// <summary>Types and attributes are single words of letters, digits, and a few signs.</summary>
    private static string Word(string text)
    {
        var word = string.Concat(text.Select(letter =>
            char.IsAsciiLetterOrDigit(letter) || letter is '_' or '(' or ')' or '[' or ']' ? letter : '_'));
        return char.IsAsciiLetter(word[0]) ? word : $"c{word}";
    }
}
