using Golf.Courses;

namespace Golf.Pages;

/// <summary>
/// Pages through courses by name. A page knows its neighbours by name, so that page 20,000 costs what page 1 does.
/// </summary>
internal sealed class CourseBrowser(CourseCatalogue catalogue)
{
    /// <param name="address">The page's own address.</param>
    /// <param name="query">What the address asks for: <c>q</c>, and <c>after</c> or <c>before</c> with
    /// <c>id</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<CourseList> ListAsync(string address, IQueryCollection query, CancellationToken cancellationToken)
    {
        var beginning = query["q"].ToString().Replace("\0", "");
        _ = long.TryParse(query["id"], out var id);
        var backwards = query.ContainsKey("before");
        var place = new CoursePlace(query[backwards ? "before" : "after"].ToString().Replace("\0", ""), id);

        var found = backwards
            ? await catalogue.BeforeAsync(beginning, place, cancellationToken)
            : await catalogue.AfterAsync(beginning, place, cancellationToken);
        var more = found.Count > CourseCatalogue.PageSize;
        var courses = !more ? found
            : backwards ? found.Skip(1).ToList()
            : found.SkipLast(1).ToList();

        var first = backwards ? !more : place == CoursePlace.Start;
        var last = !backwards && !more;
        return new()
        {
            Courses = courses,
            Caption = beginning == "" ? "Courses by name" : $"Courses whose name begins with “{beginning}”",
            Previous = first || courses.Count == 0 ? null : Address("before", courses[0]),
            Next = last || courses.Count == 0 ? null : Address("after", courses[^1]),
        };

        string Address(string direction, Course course) =>
            $"{address}?q={PathName.Escape(beginning)}&{direction}={PathName.Escape(course.Name)}&id={course.Id}";
    }
}
