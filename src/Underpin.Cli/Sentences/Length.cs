namespace Underpin.Cli.Sentences;

/// <summary>A length of time, for people: in its largest unit of which there are two.</summary>
internal static class Length
{
    public static string Say(double seconds) => Say(TimeSpan.FromSeconds(seconds));

    public static string Say(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{time.TotalDays:0.#} days",
        { TotalHours: >= 2 } => $"{time.TotalHours:0.#} hours",
        { TotalMinutes: >= 2 } => $"{time.TotalMinutes:0.#} minutes",
        { TotalSeconds: >= 1 } => $"{time.TotalSeconds:0.#} s",
        _ => $"{time.TotalMilliseconds:0} ms",
    };
}
