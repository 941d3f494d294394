using System.Xml.Linq;
using Underpin.Design.Drawing.Formats;

namespace Underpin.Tests.Design.Drawing;

public sealed class DiagramFormatTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public async Task An_SVG_is_well_formed_whole_and_asks_nobody_for_anything()
    {
        var catalogue = await DrawnSchema.TrainingAsync();
        var svg = XDocument.Parse(SvgDiagram.Write(catalogue, "a <model> & \"its\" name"));
        var texts = svg.Descendants(_svg + "text").Select(text => text.Value).ToList();
        Assert.Contains("a <model> & \"its\" name", texts);
        Assert.Contains("What <happened>", texts);
        Assert.All(catalogue.Entities, entity => Assert.Contains(entity.Name.Plain, texts));
        Assert.Contains(svg.Descendants(_svg + "title"), title =>
            title.Value.Contains("<not> when it took effect & \"why\" is the reason", StringComparison.Ordinal));
        Assert.DoesNotContain(svg.Descendants().Attributes(), one => one.Name.LocalName is "href" or "src");
        Assert.Empty(svg.Descendants(_svg + "script"));
        Assert.DoesNotContain("url(", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("@import", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_schema_gives_the_same_drawing()
    {
        var (one, other) = (await DrawnSchema.TrainingAsync(), await DrawnSchema.TrainingAsync());
        Assert.Equal(SvgDiagram.Write(one, "training"), SvgDiagram.Write(other, "training"));
    }

    [Fact]
    public async Task Mermaid_names_tables_columns_and_both_ends_of_each_key()
    {
        var text = MermaidDiagram.Write(await DrawnSchema.TrainingAsync(), "training");
        Assert.Contains("erDiagram", text, StringComparison.Ordinal);
        Assert.Contains("        integer urn UK \"Unique reference number: six digits, never used again.\"", text,
            StringComparison.Ordinal);
        Assert.Contains("        numeric(4_1) number_of_terms \"null\"", text, StringComparison.Ordinal);
        Assert.Contains("    \"training_periods\" ||--o{ \"declarations\" : \"training_period_id\"", text,
            StringComparison.Ordinal);
        Assert.Contains("    \"mentorship_periods\" |o--o{ \"declarations\" : \"mentorship_period_id\"", text,
            StringComparison.Ordinal);
        Assert.Contains("    \"induction_periods\" ||--o| \"induction_extensions\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dot_gives_each_key_its_columns_and_both_ends()
    {
        var text = DotDiagram.Write(await DrawnSchema.TrainingAsync(), "training");
        Assert.Contains(
            "    \"training_periods\":c0 -> \"declarations\":c1 [arrowtail=teetee, arrowhead=crowodot,", text,
            StringComparison.Ordinal);
        Assert.Contains("What &lt;happened&gt;", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_several_columns_names_all_of_them()
    {
        var catalogue = await DrawnSchema.TrainingAsync();
        Assert.Contains(
            "    \"lead_provider_contracts\" ||--o{ \"partnerships\" : \"lead_provider_id, year\"",
            MermaidDiagram.Write(catalogue, "training"), StringComparison.Ordinal);
        var edges = DotDiagram.Write(catalogue, "training").Split('\n')
            .Where(line => line.Contains(" -> ", StringComparison.Ordinal)).ToList();
        var named = Assert.Single(edges, line => line.Contains("label=", StringComparison.Ordinal));
        Assert.Contains("\"lead_provider_contracts\":c0 -> \"partnerships\":c1 [label=\"lead_provider_id, year\"",
            named, StringComparison.Ordinal);
        var brackets = XDocument.Parse(SvgDiagram.Write(catalogue, "training")).Descendants(_svg + "g")
            .Where(one => ((string?)one.Attribute("class"))?.Contains("bracket", StringComparison.Ordinal) is true);
        Assert.Equal(2, Assert.Single(brackets).Elements(_svg + "circle").Count());
    }

    [Fact]
    public async Task A_control_character_in_a_comment_does_not_break_the_file()
    {
        var catalogue = await DrawnSchema.OfAsync("create table t (a int); comment on table t is E'a\\x01b]]>&<c'");
        Assert.Contains(
            "a\uFFFDb]]>&<c", XDocument.Parse(SvgDiagram.Write(catalogue, "t")).Root!.Value, StringComparison.Ordinal);
    }
}
