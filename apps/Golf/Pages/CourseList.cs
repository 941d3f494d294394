using Golf.Courses;

namespace Golf.Pages;

/// <summary>One page of courses on a screen.</summary>
internal sealed record CourseList
{
    public required IReadOnlyList<Course> Courses { get; init; }

    public required string Caption { get; init; }

    /// <summary>The address of the page before; null on the first.</summary>
    public string? Previous { get; init; }

    /// <summary>The address of the page after; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>With links to edit and delete.</summary>
    public bool ForCommittee { get; init; }
}
