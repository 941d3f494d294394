using System.Globalization;

namespace Underpin.Cli;

/// <summary>Shows how far a step is: one line drawn over on a terminal, a line every few seconds in a log.</summary>
internal sealed class ProgressLine(string title, TextWriter writer, bool live, TimeProvider time)
    : IProgress<StepProgress>, IDisposable
{
    private static readonly TimeSpan _redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _logNote = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _logEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private StepProgress? _first;
    private long _startedAt;
    private StepProgress _last;
    private TimeSpan _shownAt;
    private bool _drawn;

    public void Report(StepProgress value)
    {
        lock (_lock)
        {
            if (_first is null)
            {
                (_first, _startedAt) = (value, time.GetTimestamp());
            }

            var changedNote = value.Note is not null && value.Note != _last.Note;
            _last = value;
            var now = time.GetElapsedTime(_startedAt);
            if (now - _shownAt < (live ? _redraw : changedNote ? _logNote : _logEvery))
            {
                return;
            }

            _shownAt = now;
            Show(now);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_drawn && live)
            {
                writer.Write("\r\x1b[K");
            }
        }
    }

    private void Show(TimeSpan elapsed)
    {
        _drawn = true;
        var text = $"{title}: {Describe(elapsed)}";
        if (live)
        {
            writer.Write($"\r\x1b[K{text}");
        }
        else
        {
            writer.WriteLine(text);
        }
    }

    private string Describe(TimeSpan elapsed)
    {
        // What an earlier run did counts as done, not as speed.
        var rate = (_last.Done - _first!.Value.Done) / Math.Max(elapsed.TotalSeconds, 0.001);
        var parts = new List<string>
        {
            _last.Total is { } total
                ? string.Create(CultureInfo.InvariantCulture, $"{_last.Done:N0} of {total:N0} {_last.Unit}")
                : string.Create(CultureInfo.InvariantCulture, $"{_last.Done:N0} {_last.Unit}"),
        };
        if (rate >= 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:N0} a second"));
            if (_last.Total is { } all && all > _last.Done)
            {
                parts.Add($"{TimeSpan.FromSeconds(Math.Ceiling((all - _last.Done) / rate)):g} left");
            }
        }

        if (_last.Note is not null)
        {
            parts.Add(_last.Note);
        }

        return string.Join(", ", parts);
    }
}
