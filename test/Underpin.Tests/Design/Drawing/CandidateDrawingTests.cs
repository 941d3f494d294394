using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Drawing.Layout;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Drawing;

/// <summary>The candidates of both worked domains.</summary>
public sealed class CandidateDrawingTests
{
    [Theory]
    [InlineData("apps/Golf/database/model")]
    [InlineData("apps/EarlyCareers/database/model")]
    public async Task Every_candidate_is_drawn_cleanly(string folder)
    {
        var stop = TestContext.Current.CancellationToken;
        var model = ModelFolderReader.Read(Path.Combine(Repository.Root, folder)).Model;
        Assert.NotEmpty(model.Candidates);
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        foreach (var candidate in model.Candidates)
        {
            await using var database = await CandidateDatabase.CreateAsync(home, candidate, stop);
            await using var connection = await database.Database.OpenAsync(stop);
            var catalogue = await EntityCatalogue.ReadAsync(new Session(connection), stop);
            var diagram = DiagramLayout.Of(catalogue);
            Assert.Equal(catalogue.Entities.Count, diagram.Boxes.Count);
            Assert.Equal(catalogue.Relationships.Count, diagram.Lines.Count);
            DrawnGeometry.Check(diagram);
        }
    }
}
