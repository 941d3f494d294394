using Underpin.Design.ScoreCard.Distances;
using Underpin.Tests.Design.Drawing;

namespace Underpin.Tests.Design.ScoreCard;

public sealed class DistanceMeterTests
{
    [Fact]
    public async Task What_a_change_would_have_to_do_is_told_from_the_catalogues()
    {
        var before = await DrawnSchema.OfAsync(
            """
            create table contacts (id int generated always as identity, name text not null, phone text, street text);
            create table notes (id int, text text, old text);
            """);
        var after = await DrawnSchema.OfAsync(
            """
            create table people (id int generated always as identity, name text not null, phone text);
            create table addresses (id int generated always as identity, street text, moved_in_on date);
            create table notes (id bigint, text text not null, written_on date);
            """);
        var distance = DistanceMeter.Between("a", before, "b", after);
        Assert.Equal(["addresses", "people"], distance.TablesAdded);
        Assert.Equal(["contacts"], distance.TablesTakenAway);
        Assert.Equal(["notes.written_on"], distance.ColumnsAdded);
        Assert.Equal(["notes.old"], distance.ColumnsTakenAway);
        Assert.Equal(["notes.id", "notes.text"], distance.ColumnsAltered);
        Assert.Equal(["contacts into addresses + people"], distance.Split);
        Assert.Equal(["addresses.moved_in_on", "notes.written_on"], distance.Derived);
        Assert.Equal(7, distance.Steps);
    }
}
