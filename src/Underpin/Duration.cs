using System.Globalization;

namespace Underpin;

/// <summary>A length of time as people write it: <c>500ms</c>, <c>30s</c>, <c>10m</c>, <c>2h</c>, <c>7d</c>.</summary>
public static class Duration
{
    private static readonly (string Unit, TimeSpan Length)[] _units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Null where the text is no length of time.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                    out var number))
            {
                return length * number;
            }
        }

        return null;
    }

    /// <summary>In its largest whole unit.</summary>
    internal static string Say(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{time.TotalDays:0.#} days",
        { TotalHours: >= 2 } => $"{time.TotalHours:0.#} hours",
        { TotalMinutes: >= 2 } => $"{time.TotalMinutes:0.#} minutes",
        { TotalSeconds: >= 1 } => $"{time.TotalSeconds:0.#} s",
        _ => $"{time.TotalMilliseconds:0} ms",
    };
}
