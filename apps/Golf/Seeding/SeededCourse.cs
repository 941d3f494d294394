namespace Golf.Seeding;

/// <summary>One row of the starting schema.</summary>
public sealed record SeededCourse
{
    public required string Name { get; init; }

    public string? Town { get; init; }

    public string Country { get; init; } = "";

    public short Holes { get; init; } = 18;

    public short? Par { get; init; }

    public short? Opened { get; init; }

    public string? Architect1 { get; init; }

    public string? Architect2 { get; init; }
}
