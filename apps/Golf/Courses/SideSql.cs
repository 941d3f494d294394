using Npgsql;

namespace Golf.Courses;

/// <summary>
/// How one schema answers who designed a course: what a select adds to the columns that both schemas share.
/// </summary>
internal sealed record SideSql
{
    /// <summary>The first column that a side adds, after those of <see cref="CourseQuery"/>.</summary>
    public const int FirstColumn = 7;

    public required string Columns { get; init; }

    public required string Joins { get; init; }

    /// <summary>The ids of the courses by architect $1 after id $2, at most $3 of them.</summary>
    public required string ByArchitect { get; init; }

    public required Func<NpgsqlDataReader, Architects> Read { get; init; }
}
