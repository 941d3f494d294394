namespace Golf.Courses;

/// <summary>What both schemas say of a course in the same columns.</summary>
internal sealed record CourseCard
{
    public required string Name { get; init; }

    public string? Town { get; init; }

    public string Country { get; init; } = "";

    public short Holes { get; init; } = 18;

    public short? Par { get; init; }

    public short? Opened { get; init; }
}
