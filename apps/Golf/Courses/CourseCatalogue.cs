using Underpin.Live;

namespace Golf.Courses;

/// <summary>Every read of courses: which schema answers is the change's affair.</summary>
internal sealed class CourseCatalogue(Changeover changeover, Client client)
{
    public const int PageSize = 50;

    public async Task<Course?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Contains('\0'))
        {
            return null; // no text in PostgreSQL holds it
        }

        var found = await ReadAsync(name, CourseQuery.Named(name), "one course", cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>One page of all courses in the order in which they were added, from 1.</summary>
    public Task<IReadOnlyList<Course>> PageAsync(long number, CancellationToken cancellationToken) =>
        ReadAsync(client.Key, CourseQuery.Page(number, PageSize), "a page of courses", cancellationToken);

    /// <summary>The page after a course in that order; as quick for the last page as for the first.</summary>
    public Task<IReadOnlyList<Course>> PageAfterAsync(long id, CancellationToken cancellationToken) =>
        ReadAsync(client.Key, CourseQuery.AfterId(id, PageSize), "a page of courses", cancellationToken);

    /// <summary>Courses in the order of their names, one more than a page where there are more.</summary>
    public Task<IReadOnlyList<Course>> AfterAsync(
        string beginning, CoursePlace place, CancellationToken cancellationToken) =>
        ReadAsync(client.Key, CourseQuery.After(beginning, place, PageSize + 1), "courses by name", cancellationToken);

    public Task<IReadOnlyList<Course>> BeforeAsync(
        string beginning, CoursePlace place, CancellationToken cancellationToken) =>
        ReadAsync(client.Key, CourseQuery.Before(beginning, place, PageSize + 1), "courses by name", cancellationToken);

    /// <summary>
    /// An architect's courses in the order in which they were added, one more than a page where there are more.
    /// </summary>
    public Task<IReadOnlyList<Course>> ByArchitectAsync(
        string architect, long after, CancellationToken cancellationToken) =>
        ReadAsync(
            client.Key, CourseQuery.ByArchitect(architect, after, PageSize + 1), "courses by architect",
            cancellationToken);

    private Task<IReadOnlyList<Course>> ReadAsync(
        string key, CourseQuery query, string path, CancellationToken cancellationToken) =>
        changeover.ReadAsync(
            key,
            old: (connection, ct) => query.RunAsync(connection, OldArchitects.Side, ct),
            @new: (connection, ct) => query.RunAsync(connection, NewArchitects.Side, ct),
            cancellationToken,
            path);
}
