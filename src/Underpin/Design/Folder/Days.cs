using System.Globalization;
using Underpin.Yaml;

namespace Underpin.Design.Folder;

/// <summary>Days are written year-month-day; another form is refused with what to write instead.</summary>
/// <remarks>
/// https://www.postgresql.org/docs/current/datatype-datetime.html: the server would guess by DateStyle.
/// </remarks>
internal static class Days
{
    private const string Iso = "yyyy-MM-dd";

    private static readonly string[] _dayFirst = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];
    private static readonly string[] _monthFirst = ["M/d/yyyy", "M.d.yyyy", "M-d-yyyy"];
    private static readonly string[] _clear =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy",
        "MMM d yyyy", "MMMM d yyyy", "d-MMM-yyyy",
    ];

    /// <summary>Null where the text is no day in that form.</summary>
    public static DateOnly? Parse(string text) => Exactly(text, Iso);

    /// <summary>Null, and a complaint, where it is no day.</summary>
    public static DateOnly? Read(YamlReader yaml, YamlValue node, string what)
    {
        if (yaml.Text(node, what) is not { } text)
        {
            return null;
        }

        if (Parse(text) is { } day)
        {
            return day;
        }

        yaml.Complain(node, $"{what} must be a day, not \"{text}\".", Instead(text));
        return null;
    }

    /// <summary>What to write instead of a text that is no day in our form.</summary>
    public static string Instead(string text)
    {
        var dayFirst = Exactly(text, _dayFirst);
        var monthFirst = Exactly(text, _monthFirst);
        var oneWay = dayFirst is null ? monthFirst : monthFirst is null ? dayFirst : null;
        return (Exactly(text, _clear) ?? oneWay, dayFirst, monthFirst) switch
        {
            ({ } clear, _, _) => $"Write {Say(clear)}.",
            (_, { } one, { } other) when one == other => $"Write {Say(one)}.",
            (_, { } one, { } other) =>
                $"It can be read as {Spell(one)} or as {Spell(other)}: write {Say(one)} or {Say(other)}.",
            _ => $"Write year-month-day, such as 2024-02-01.",
        };
    }

    public static string Say(DateOnly day) => day.ToString(Iso, CultureInfo.InvariantCulture);

    private static string Spell(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static DateOnly? Exactly(string text, params string[] formats) =>
        DateOnly.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
}
