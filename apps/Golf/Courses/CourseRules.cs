using System.Text;

namespace Golf.Courses;

/// <summary>What a course must be before it is written, whichever way it came in.</summary>
internal static class CourseRules
{
    /// <summary>A unique index of either schema holds names up to this size, in UTF-8.</summary>
    private const int ArchitectBytes = 2_500;

    private const int NameBytes = 500;

    private const int MostArchitects = 50;

    /// <summary>The problems by field: <c>name</c>, <c>town</c>, …, <c>architect_1</c>, …</summary>
    public static IEnumerable<(string Field, string Message)> Check(CourseCard card, Architects architects)
    {
        if (string.IsNullOrWhiteSpace(card.Name))
        {
            yield return ("name", "Give the course a name.");
        }
        else if (card.Name is "." or "..")
        {
            yield return ("name", "A name of dots alone cannot be part of an address.");
        }

        foreach (var problem in Texts(card, architects))
        {
            yield return problem;
        }

        if (card.Holes is < 1 or > 108)
        {
            yield return ("holes", "The number of holes is between 1 and 108.");
        }

        if (card.Par is < 1 or > 500)
        {
            yield return ("par", "The par is between 1 and 500, or left empty.");
        }

        if (card.Opened is < 1400 or > 2100)
        {
            yield return ("opened", "The year is between 1400 and 2100, or left empty.");
        }

        if (architects.Places.Count > MostArchitects)
        {
            yield return ($"architect_{MostArchitects + 1}", $"A course has at most {MostArchitects} architects.");
        }
    }

    private static IEnumerable<(string Field, string Message)> Texts(CourseCard card, Architects architects)
    {
        IEnumerable<(string Field, string? Text, int Limit)> texts =
        [
            ("name", card.Name, NameBytes),
            ("town", card.Town, NameBytes),
            ("country", card.Country, NameBytes),
            .. architects.Places.Select((name, index) => ($"architect_{index + 1}", name, ArchitectBytes)),
        ];
        foreach (var (field, text, limit) in texts)
        {
            if (text?.Contains('\0') == true)
            {
                yield return (field, "The text holds a character that cannot be stored (U+0000).");
            }
            else if (text is not null && Encoding.UTF8.GetByteCount(text) > limit)
            {
                yield return (field, $"The text is too long: at most {limit:N0} bytes.");
            }
        }
    }
}
