using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>The ways in which one history is simpler than another with as many facts.</summary>
internal static class Simpler
{
    /// <summary>Two entities become one: the one that is named first.</summary>
    public static IEnumerable<History> Merged(History history)
    {
        var values = Arguments(history).Where(one => !IsDay(one.Parameter) && one.Text is not null)
            .GroupBy(one => one.Parameter.Name)
            .Select(same => same.Select(one => one.Text!).Distinct().ToList());
        foreach (var names in values.Where(names => names.Count > 1).DistinctBy(names => string.Join('\n', names)))
        {
            for (var index = 1; index < names.Count; index++)
            {
                yield return Changed(
                    history, (parameter, text) => !IsDay(parameter) && text == names[index] ? names[0] : text);
            }
        }
    }

    /// <summary>A gap between days becomes smaller: all that is later moves; recording days become one.</summary>
    public static IEnumerable<History> Days(History history)
    {
        var last = history.Facts.Select(fact => fact.Today).Max();
        if (history.Facts.Any(fact => fact.Today != last))
        {
            yield return history with { Facts = [.. history.Facts.Select(fact => fact with { Today = last })] };
        }

        var days = Arguments(history).Where(one => IsDay(one.Parameter) && one.Text is not null)
            .Select(one => Folder.Days.Parse(one.Text!)).OfType<DateOnly>().Distinct().Order().ToList();
        for (var index = 1; index < days.Count; index++)
        {
            var gap = days[index].DayNumber - days[index - 1].DayNumber;
            // Nearly all the way at once, then by halves, then by a day: never to the same day, which is another
            // history.
            foreach (var closer in new[] { gap - 1, gap / 2, 1 }.Where(closer => closer > 0 && closer < gap).Distinct())
            {
                yield return Changed(history, (parameter, text) => Moved(parameter, text, days[index], closer));
            }
        }
    }

    private static string? Moved(Parameter parameter, string? text, DateOnly from, int closer) =>
        IsDay(parameter) && text is not null && Folder.Days.Parse(text) is { } day && day >= from
            ? Folder.Days.Say(day.AddDays(-closer)) : text;

    private static IEnumerable<(Parameter Parameter, string? Text)> Arguments(History history) =>
        history.Facts.SelectMany(
            fact => fact.Fact.Parameters.Zip(fact.Arguments, (parameter, value) => (parameter, value.Text)));

    private static History Changed(History history, Func<Parameter, string?, string?> change) => history with
    {
        Facts =
        [
            .. history.Facts.Select(fact => fact with
            {
                Arguments =
                [
                    .. fact.Fact.Parameters
                        .Zip(fact.Arguments, (parameter, value) => new Value(change(parameter, value.Text))),
                ],
            }),
        ],
    };

    private static bool IsDay(Parameter parameter) => parameter.Type.Equals("date", StringComparison.OrdinalIgnoreCase);
}
