using Underpin.Cli;

namespace Underpin.Tests.Cli;

public sealed class ProgressLineTests
{
    [Fact]
    public void It_shows_rate_and_time_left_without_counting_what_an_earlier_run_did()
    {
        var (text, time) = (new StringWriter { NewLine = "\n" }, new SteppedTime());
        using var line = new ProgressLine("Populate", text, live: false, time);

        line.Report(new(900, 2_000, "courses"));
        time.Advance(TimeSpan.FromSeconds(10));
        line.Report(new(1_000, 2_000, "courses"));

        Assert.Equal("Populate: 1,000 of 2,000 courses, 10 a second, 0:01:40 left\n", text.ToString());
    }

    [Fact]
    public void In_a_log_it_says_something_every_few_seconds_and_when_it_waits()
    {
        var (text, time) = (new StringWriter { NewLine = "\n" }, new SteppedTime());
        using var line = new ProgressLine("Expand", text, live: false, time);

        for (var second = 0; second < 10; second++)
        {
            line.Report(new(second, 10, "statements"));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        line.Report(new(9, 10, "statements", "waits for a lock"));

        Assert.Equal(2, text.ToString().Count(letter => letter == '\n'));
        Assert.EndsWith("waits for a lock\n", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_it_leaves_nothing_behind()
    {
        var (text, time) = (new StringWriter(), new SteppedTime());
        using (var line = new ProgressLine("Verify", text, live: true, time))
        {
            line.Report(new(0, 2, "ranges"));
            time.Advance(TimeSpan.FromSeconds(1));
            line.Report(new(1, 2, "ranges"));
        }

        Assert.EndsWith("\r\x1b[K", text.ToString(), StringComparison.Ordinal);
    }
}
