using Underpin.Demo.Traffic;

namespace Underpin.Apps.Tests.Demo;

public sealed class HistogramTests
{
    [Fact]
    public void A_percentile_is_right_to_two_percent()
    {
        var histogram = new Histogram();
        for (var i = 1; i <= 1_000; i++)
        {
            histogram.Add(i);
        }

        Assert.InRange(histogram.Percentile(50), 500, 510.1);
        Assert.InRange(histogram.Percentile(99), 990, 1_010);
        Assert.Equal(0, new Histogram().Percentile(99));
    }

    [Theory]
    [InlineData(
        "Donald Ross", null, """{"Manakiki \"Golf\" Course":{"architect_1":"Donald Ross","architect_2":null}}""")]
    [InlineData(null, "Gösta É", """{"Manakiki \"Golf\" Course":{"architect_1":null,"architect_2":"Gösta É"}}""")]
    public void The_old_shape_is_known_to_the_byte(string? first, string? second, string expected) =>
        Assert.Equal(expected,
            System.Text.Encoding.UTF8.GetString(new OldShape("Manakiki \"Golf\" Course", first, second).Bytes()));
}
