using CsCheck;
using Golf.Courses;
using Golf.Seeding;
using Npgsql;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>The mappings lose nothing: whatever two columns hold, the tables answer the same to the byte.</summary>
public sealed class MappingTests
{
    private static readonly string[] _names =
        ["Donald Ross", "donald ross", "Alice Dye", " ", "null", "Re\u0301my", "R\u00e9my"];

    private static readonly Gen<string?> _architect = Gen.Frequency(
        (2, Gen.Const((string?)null)),
        (1, Gen.Const((string?)"")),
        (4, Gen.Int[0, _names.Length - 1].Select(index => (string?)_names[index])),
        (4, Gen.String[Gen.Char.Where(letter => letter != 0 && !char.IsSurrogate(letter)), 0, 40]
            .Select(name => (string?)name)));

    [Fact]
    public async Task The_old_shape_of_random_courses_is_the_same_from_the_columns_and_from_the_tables()
    {
        var database = await GolfDatabase.AtAsync(Stand.WritesOld);
        await using var source = NpgsqlDataSource.Create(database.Owner + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        await Gen.Select(_architect, _architect).Array[1, 60].SampleAsync(
            async pairs =>
            {
                var courses = pairs.Select((pair, index) =>
                    new SeededCourse { Name = $"{index}", Architect1 = pair.Item1, Architect2 = pair.Item2 }).ToList();
                await FillAsync(connection, courses);
                var page = CourseQuery.Page(1, 100);
                var old = await page.RunAsync(connection, OldArchitects.Side, CancellationToken.None);
                var @new = await page.RunAsync(connection, NewArchitects.Side, CancellationToken.None);
                var wrong = old.Zip(@new, courses).Where(both =>
                    both.First != both.Second
                    || both.First.Architects[1] != both.Third.Architect1
                    || both.First.Architects[2] != both.Third.Architect2);
                return old.Count == courses.Count && @new.Count == courses.Count && !wrong.Any();
            },
            iter: 150, threads: 1);
    }

    private static async Task FillAsync(NpgsqlConnection connection, IReadOnlyList<SeededCourse> courses)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("truncate golf_courses, golf_course_architects, architects"),
                new(
                    """
                    insert into golf_courses (name, architect_1, architect_2)
                    select name, architect_1, architect_2
                    from unnest($1::text[], $2::text[], $3::text[]) with ordinality
                        as c (name, architect_1, architect_2, ordinal)
                    order by ordinal
                    """)
                {
                    Parameters =
                    {
                        new() { Value = courses.Select(course => course.Name).ToArray() },
                        new() { Value = courses.Select(course => course.Architect1).ToArray() },
                        new() { Value = courses.Select(course => course.Architect2).ToArray() },
                    },
                },
                new($"insert into architects (name) {GolfFolder.Read("architects.sql")}"),
                new(
                    $"""
                    insert into golf_course_architects (golf_course_id, position, architect_id)
                    {GolfFolder.Read("golf_course_architects.sql")}
                    """),
            },
        };
        await batch.ExecuteNonQueryAsync();
    }
}
