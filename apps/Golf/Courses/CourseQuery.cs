using Npgsql;

namespace Golf.Courses;

/// <summary>
/// A question about courses in the words of either schema. Every column is named: a prepared <c>select *</c> would
/// fail when a column goes away while the application runs.
/// </summary>
/// <param name="Ids">A select of the ids of the courses wanted, with <c>$1</c> and so on; null: by architect.</param>
/// <param name="Values">The parameters.</param>
internal sealed record CourseQuery(string? Ids, params object[] Values)
{
    /// <summary>The order of the answer.</summary>
    public string Order { get; init; } = "c.id";

    public static CourseQuery Named(string name) => new("select id from golf_courses where name = $1", name);

    /// <summary>One page in the order in which courses were added.</summary>
    public static CourseQuery Page(long number, int size) =>
        new("select id from golf_courses order by id offset $1 limit $2", (number - 1) * size, size);

    /// <summary>The next ones after an id in that order: for whoever walks through them all.</summary>
    public static CourseQuery AfterId(long id, int size) =>
        new("select id from golf_courses where id > $1 order by id limit $2", id, size);

    /// <summary>Courses whose name begins so, whatever its case, after the last one seen.</summary>
    /// <remarks>
    /// The scan of the index begins at the row comparison alone, not at the pattern's own lower bound: so the first
    /// page starts at the beginning that is asked for.
    /// </remarks>
    public static CourseQuery After(string beginning, CoursePlace place, int size) => new(
        """
        select id from golf_courses
        where (lower(name) collate "C") like lower($1)
        and (lower(name) collate "C", id) > (lower($2) collate "C", $3)
        order by lower(name) collate "C", id
        limit $4
        """,
        Pattern(beginning), place == CoursePlace.Start ? beginning : place.Name, place.Id, size)
    {
        Order = ByName,
    };

    /// <summary>The same, before the first one seen.</summary>
    public static CourseQuery Before(string beginning, CoursePlace place, int size) => new(
        """
        select id from golf_courses
        where (lower(name) collate "C") like lower($1)
        and (lower(name) collate "C", id) < (lower($2) collate "C", $3)
        order by lower(name) collate "C" desc, id desc
        limit $4
        """,
        Pattern(beginning), place.Name, place.Id, size)
    {
        Order = ByName,
    };

    public static CourseQuery ByArchitect(string name, long after, int size) => new(null, name, after, size);

    private const string ByName = "lower(c.name) collate \"C\", c.id";

    public async Task<IReadOnlyList<Course>> RunAsync(
        NpgsqlConnection connection, SideSql side, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select c.id, c.name, c.town, c.country, c.holes, c.par, c.opened, {side.Columns}
            from golf_courses c
            {side.Joins}
            where c.id = any (array({Ids ?? side.ByArchitect}))
            order by {Order}
            """,
            connection);
        foreach (var value in Values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var courses = new List<Course>();
        while (await reader.ReadAsync(cancellationToken))
        {
            courses.Add(new(reader.GetInt64(0), Card(reader), side.Read(reader)));
        }

        return courses;
    }

    private static CourseCard Card(NpgsqlDataReader reader) => new()
    {
        Name = reader.GetString(1),
        Town = reader.IsDBNull(2) ? null : reader.GetString(2),
        Country = reader.GetString(3),
        Holes = reader.GetInt16(4),
        Par = reader.IsDBNull(5) ? null : reader.GetInt16(5),
        Opened = reader.IsDBNull(6) ? null : reader.GetInt16(6),
    };

    private static string Pattern(string beginning) =>
        beginning.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_") + "%";
}
