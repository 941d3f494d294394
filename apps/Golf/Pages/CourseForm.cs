using System.Globalization;
using Golf.Courses;

namespace Golf.Pages;

/// <summary>A course as a form holds it: text, and what is wrong with it.</summary>
internal sealed class CourseForm
{
    private readonly List<(string Field, string Message)> _problems = [];

    public string Name { get; private init; } = "";

    public string Town { get; private init; } = "";

    public string Country { get; private init; } = "";

    public string Holes { get; private init; } = "18";

    public string Par { get; private init; } = "";

    public string Opened { get; private init; } = "";

    /// <summary>A field a place.</summary>
    public List<string> Architects { get; private init; } = ["", ""];

    /// <summary>More than two architects can be kept.</summary>
    public bool AnyNumber { get; init; }

    /// <summary>A field was just added, to be filled in next.</summary>
    public bool Another { get; private set; }

    public IReadOnlyList<(string Field, string Message)> Problems => _problems;

    public static CourseForm Of(Course course, bool anyNumber) => new()
    {
        Name = course.Name,
        Town = course.Card.Town ?? "",
        Country = course.Card.Country,
        Holes = Text(course.Card.Holes),
        Par = Text(course.Card.Par),
        Opened = Text(course.Card.Opened),
        Architects = Enumerable.Range(1, Math.Max(2, course.Architects.Places.Count))
            .Select(place => course.Architects[place] ?? "")
            .ToList(),
        AnyNumber = anyNumber,
    };

    public static CourseForm Of(IFormCollection form, bool anyNumber) => new()
    {
        Name = form["name"].ToString(),
        Town = form["town"].ToString(),
        Country = form["country"].ToString(),
        Holes = form["holes"].ToString(),
        Par = form["par"].ToString(),
        Opened = form["opened"].ToString(),
        Architects = form["architect"].Select(text => text ?? "").ToList(),
        AnyNumber = anyNumber,
    };

    public void AddArchitect()
    {
        Architects.Add("");
        Another = true;
    }

    public void Refuse(string field, string message) => _problems.Add((field, message));

    public string? ProblemOf(string field) => _problems.FirstOrDefault(problem => problem.Field == field).Message;

    /// <summary>
    /// What the form says, or null with <see cref="Problems"/> where it cannot be kept. A field that was not touched
    /// keeps what is stored, also where a form cannot show it: an empty string, or a line break in a name.
    /// </summary>
    /// <param name="stored">The course as it was shown; null for a new one.</param>
    public (CourseCard Card, ArchitectsWrite Architects)? Read(Course? stored)
    {
        var card = new CourseCard
        {
            Name = Keep(Name, stored?.Name) ?? "",
            Town = Keep(Town, stored?.Card.Town),
            Country = Keep(Country, stored?.Card.Country) ?? "",
            Holes = Number("holes", Holes) ?? 0,
            Par = Number("par", Par),
            Opened = Number("opened", Opened),
        };
        var architects = Courses.Architects.At(
            Architects.Select((text, index) => Keep(text, stored?.Architects[index + 1])));
        var known = _problems.Select(problem => problem.Field).ToHashSet();
        _problems.AddRange(CourseRules.Check(card, architects).Where(problem => !known.Contains(problem.Field)));
        return _problems.Count == 0 ? (card, new(architects)) : null;
    }

    private static string? Keep(string typed, string? stored) =>
        typed == AsShown(stored) ? stored : typed == "" ? null : typed;

    /// <summary>A browser's text field drops line breaks.</summary>
    private static string AsShown(string? stored) =>
        (stored ?? "").Replace("\r", "").Replace("\n", "");

    private short? Number(string field, string text)
    {
        if (text == "")
        {
            return null;
        }

        if (short.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Refuse(field, "Write a whole number in digits.");
        return null;
    }

    private static string Text(short? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
