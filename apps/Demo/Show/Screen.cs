using System.Globalization;

namespace Underpin.Demo.Show;

/// <summary>What the demonstration prints, with a line at the bottom that says how the traffic fares.</summary>
internal sealed class Screen(bool plain, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _startedAt = time.GetTimestamp();
    private readonly bool _coloured = !plain && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
    private string? _live;

    public bool Plain => plain;

    public void Title(string text) => Line($"\n{Bold(text)}");

    public void Command(string text) => Line($"\n$ {Bold(text)}");

    public void Line(string text = "")
    {
        lock (_lock)
        {
            Erase();
            Console.WriteLine(text);
            Draw();
        }
    }

    /// <summary>Replaces the line at the bottom; in a log it is a line like any other.</summary>
    public void Live(string? text)
    {
        lock (_lock)
        {
            Erase();
            _live = plain ? null : text;
            if (plain && text is not null)
            {
                Console.WriteLine(text);
            }

            Draw();
        }
    }

    /// <summary>Since the start, as <c>12.3 s</c>.</summary>
    public string Elapsed() => string.Create(
        CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_startedAt).TotalSeconds,5:F1} s");

    private string Bold(string text) => _coloured ? $"\x1b[1m{text}\x1b[0m" : text;

    private void Erase()
    {
        if (_live is not null)
        {
            Console.Write("\r\x1b[K");
        }
    }

    private void Draw()
    {
        if (_live is not null)
        {
            Console.Write(_live);
        }
    }
}
