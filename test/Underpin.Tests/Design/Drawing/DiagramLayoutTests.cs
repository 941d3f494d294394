using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Drawing.Layout;

namespace Underpin.Tests.Design.Drawing;

public sealed class DiagramLayoutTests
{
    [Fact]
    public async Task Boxes_keep_apart_and_lines_keep_clear_of_boxes_and_of_each_other()
    {
        var diagram = DiagramLayout.Of(await DrawnSchema.TrainingAsync());
        Assert.Equal((18, 23), (diagram.Boxes.Count, diagram.Lines.Count));
        DrawnGeometry.Check(diagram);
    }

    [Fact]
    public void Any_schema_is_laid_out_as_cleanly()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            try
            {
                DrawnGeometry.Check(DiagramLayout.Of(RandomCatalogue.Of(seed)));
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                Assert.Fail($"seed {seed}: {failure.Message}");
            }
        }
    }

    [Fact]
    public async Task A_parent_stands_left_of_its_children()
    {
        var diagram = DiagramLayout.Of(await DrawnSchema.TrainingAsync());
        foreach (var line in diagram.Lines.Where(line => line.Relationship.Parent != line.Relationship.Child))
        {
            Assert.True(line.Points[0].X > line.Points[^1].X, line.Relationship.Name);
        }
    }

    [Fact]
    public async Task Tables_in_a_circle_are_drawn_too()
    {
        var diagram = DiagramLayout.Of(await DrawnSchema.OfAsync(
            """
            create table captains (id int primary key, team_id int not null);
            create table teams (id int primary key, captain_id int references captains);
            alter table captains add foreign key (team_id) references teams;
            """));
        DrawnGeometry.Check(diagram);
        Assert.Equal(2, diagram.Lines.Count);
        // The key that must be there is the one that reads from left to right.
        var (teams, captains) = (diagram.Boxes.Single(box => box.Box.Entity.Name.Name == "teams"),
            diagram.Boxes.Single(box => box.Box.Entity.Name.Name == "captains"));
        Assert.True(teams.Right < captains.X);
    }

    [Fact]
    public void A_schema_without_tables_is_an_empty_page()
    {
        var diagram = DiagramLayout.Of(new EntityCatalogue { Entities = [], Relationships = [] });
        Assert.Equal((0, 0), (diagram.Width, diagram.Height));
    }
}
