namespace Underpin.Design.Histories;

/// <summary>Which days random histories are about, and how they move.</summary>
internal sealed record DayRange
{
    /// <summary>The day on which the first fact is recorded, at the earliest.</summary>
    public DateOnly From { get; init; } = new(2021, 9, 1);

    /// <summary>No fact is recorded later.</summary>
    public DateOnly Until { get; init; } = new(2026, 6, 30);

    /// <summary>Days between one fact and the next, on average.</summary>
    public int Gap { get; init; } = 30;

    /// <summary>How long a period is, on average.</summary>
    public int Lasts { get; init; } = 200;

    /// <summary>Days at the end on which no history begins, so that it has room; null: a quarter of all.</summary>
    public int? Room { get; init; }

    /// <summary>In a hundred: recorded on the same day as the fact before.</summary>
    public int SameDay { get; init; } = 20;

    /// <summary>In a hundred: about a day before the day of recording.</summary>
    public int BackDated { get; init; } = 15;

    /// <summary>In a hundred: about a day after the day of recording.</summary>
    public int Announced { get; init; } = 10;

    /// <summary>In a hundred: a period ends on the day on which it begins.</summary>
    public int OneDay { get; init; } = 5;

    /// <summary>Days that lie so close together that periods touch, nest and overlap.</summary>
    public DayRange Crowded() =>
        this with { Gap = 2, Lasts = 3, SameDay = 40, BackDated = 40, Announced = 0, OneDay = 30, Room = 90 };

    /// <summary>A day of the first fact: so early that the history has room.</summary>
    public DateOnly First(Random random)
    {
        var days = Until.DayNumber - From.DayNumber;
        return From.AddDays(random.Next(Math.Max(1, Room is { } room ? days - room : days * 3 / 4)));
    }

    /// <summary>The day of recording after another one.</summary>
    public DateOnly Next(DateOnly today, Random random) =>
        Percent(SameDay, random) ? today : Earlier(today.AddDays(Spread(Gap, random)), Until);

    /// <summary>The day that a fact is about.</summary>
    public DateOnly About(DateOnly today, Random random) =>
        Percent(BackDated, random) ? today.AddDays(-Spread(Gap, random))
        : Percent(Announced, random) ? today.AddDays(Spread(Gap, random))
        : today;

    /// <summary>The last day of a period that begins on a day.</summary>
    public DateOnly EndOf(DateOnly from, Random random) =>
        Percent(OneDay, random) ? from : from.AddDays(Spread(Lasts, random));

    public static bool Percent(int share, Random random) => random.Next(100) < share;

    /// <summary>At least 1, mostly short, sometimes long.</summary>
    public static int Spread(int average, Random random) =>
        1 + (int)Math.Min(-Math.Log(1 - random.NextDouble()) * average, average * 6.0);

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
