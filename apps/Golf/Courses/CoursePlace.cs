namespace Golf.Courses;

/// <summary>Where a page of a list by name begins or ends.</summary>
internal sealed record CoursePlace(string Name, long Id)
{
    /// <summary>Before every course.</summary>
    public static CoursePlace Start { get; } = new("", 0);
}
