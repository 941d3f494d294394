using System.Text;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Formats;

/// <summary>A schema in the DOT language, for Graphviz.</summary>
/// <remarks>https://graphviz.org/doc/info/shapes.html#html</remarks>
internal static class DotDiagram
{
    public static string Write(EntityCatalogue catalogue, string title)
    {
        var dot = new StringBuilder($"digraph {Quoted(title)} {{\n");
        dot.Append("    graph [rankdir=LR, label=")
            .Append(Quoted(title))
            .Append(", labelloc=t, fontname=\"Helvetica\"];\n");
        dot.Append("    node [shape=plain, fontname=\"Helvetica\", fontsize=11];\n");
        dot.Append("    edge [dir=both, fontname=\"Helvetica\", fontsize=9];\n");
        foreach (var entity in catalogue.Entities)
        {
            dot.Append($"    {Quoted(entity.Name.Plain)} [label=<{Table(catalogue, entity)}>];\n");
        }

        foreach (var one in catalogue.Relationships)
        {
            // Ports are numbers: a column's name may hold anything. An edge has one; the label names the others.
            var child = Port(catalogue, one.Child, one.ChildColumns[0]);
            var parent = Port(catalogue, one.Parent, one.ParentColumns[0]);
            dot.Append($"    {Quoted(one.Parent.Plain)}:{parent} -> {Quoted(one.Child.Plain)}:{child} [")
                .Append(one.ChildColumns.Count == 1 ? "" : $"label={Quoted(string.Join(", ", one.ChildColumns))}, ")
                .Append($"arrowtail={(one.Optional ? "teeodot" : "teetee")}, ")
                .Append($"arrowhead={(one.OneToOne ? "teeodot" : "crowodot")}, ")
                .Append($"tooltip={Quoted(one.Definition)}{(one.Optional ? ", style=dashed" : "")}];\n");
        }

        return dot.Append("}\n").ToString();
    }

    private static string Table(EntityCatalogue catalogue, Entity entity)
    {
        var markup = new Markup();
        markup.Open("table", ("border", 0), ("cellborder", 1), ("cellspacing", 0), ("cellpadding", 4));
        markup.Open("tr").Open("td", ("colspan", 3), ("bgcolor", "#e7ebf0"), ("title", entity.Comment));
        markup.Element("b", entity.Name.Plain).Close().Close();
        foreach (var (column, number) in entity.Columns.Select((column, number) => (column, number)))
        {
            markup.Open("tr");
            markup.Element("td", Marks(catalogue, entity, column), ("align", "left"));
            markup.Element("td", column.Name, ("align", "left"), ("port", $"c{number}"), ("title", column.Comment));
            markup.Element("td", column.Nullable ? $"{column.Type} null" : column.Type, ("align", "left"));
            markup.Close();
        }

        return markup.Close().ToString().Replace("\n", " ", StringComparison.Ordinal);
    }

    private static string Marks(EntityCatalogue catalogue, Entity entity, EntityColumn column)
    {
        var pointing = catalogue.Relationships.Where(one => one.Child == entity.Name)
            .SelectMany(one => one.ChildColumns).ToHashSet();
        return Layout.ColumnMarks.Of(entity, pointing).GetValueOrDefault(column.Name, " ");
    }

    private static string Port(EntityCatalogue catalogue, QualifiedName table, string column)
    {
        var columns = catalogue.Entities.First(entity => entity.Name == table).Columns;
        return $"c{columns.Select(one => one.Name).ToList().IndexOf(column)}";
    }

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
