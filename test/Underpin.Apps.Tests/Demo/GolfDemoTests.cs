using System.Text.Json;

namespace Underpin.Apps.Tests.Demo;

public sealed class GolfDemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("underpin-golf-demo-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public GolfDemoTests() =>
        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_whole_change_goes_by_unnoticed()
    {
        var json = Path.Combine(_folder, "summary.json");
        using var demo = new DemoRun(_folder, "--courses", "1000", "--rate", "40", "--json", json);
        var (exitCode, output) = await demo.EndAsync(Stop);

        Assert.True(exitCode == 0, output);
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(json, Stop));
        var root = summary.RootElement;
        Assert.Equal(
            "requests failed changedResponses discrepancies lost p50BeforeMs p99BeforeMs p50DuringMs p99DuringMs "
                + "seconds steps",
            string.Join(' ', root.EnumerateObject().Select(member => member.Name)));
        Assert.InRange(root.GetProperty("requests").GetInt64(), 1_000, long.MaxValue);
        Assert.All(
            ["failed", "changedResponses", "discrepancies", "lost"],
            name => Assert.Equal(0, root.GetProperty(name).GetInt64()));
        Assert.Contains(
            "underpin clean-up golf-course-architects --drop",
            string.Join('\n', root.GetProperty("steps").EnumerateArray()
                .Select(step => step.GetProperty("command").GetString())),
            StringComparison.Ordinal);
        Assert.Empty(DemoRun.Left(_folder));
    }

    [Theory]
    [InlineData(0.3, "INT")]
    [InlineData(2, "INT")]
    [InlineData(5, "TERM")]
    [InlineData(12, "INT")]
    public async Task Stopped_at_any_moment_it_leaves_nothing_behind(double seconds, string signal)
    {
        using var demo = new DemoRun(_folder, "--courses", "1000", "--rate", "20");
        await Task.Delay(TimeSpan.FromSeconds(seconds), Stop);

        demo.Interrupt(signal);
        var (exitCode, output) = await demo.EndAsync(Stop);

        Assert.True(exitCode == 130, output);
        Assert.Empty(DemoRun.Left(_folder));
        Assert.Empty(Directory.GetDirectories(_folder, "underpin-demo-*"));
    }
}
