using Golf.Courses;

namespace Golf.Members;

/// <summary>A row of <c>golf_courses</c>, without its architects.</summary>
internal sealed class GolfCourse
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string? Town { get; set; }

    public string Country { get; set; } = "";

    public short Holes { get; set; }

    public short? Par { get; set; }

    public short? Opened { get; set; }

    public static GolfCourse From(CourseCard card) => new()
    {
        Name = card.Name,
        Town = card.Town,
        Country = card.Country,
        Holes = card.Holes,
        Par = card.Par,
        Opened = card.Opened,
    };
}
