using Npgsql;
using NpgsqlTypes;

namespace Golf.Seeding;

/// <summary>Golf courses that look real, the same ones for the same seed.</summary>
/// <param name="courses">How many.</param>
/// <param name="seed">The stored seed.</param>
public sealed class CourseSeed(int courses, int seed)
{
    private const string Copy =
        """
        copy golf_courses (name, town, country, holes, par, opened, architect_1, architect_2) from stdin (format binary)
        """;

    private static readonly MixedRadix _names =
        new(Words.PlaceBeginnings, Words.CourseKinds, Words.CourseQualifiers, Words.PlaceEndings);

    private static readonly MixedRadix _people = new(Words.GivenNames, Words.FamilyNames, Words.MiddleInitials);

    /// <summary>The seed that the demo and the benchmarks use.</summary>
    public const int Usual = 1928;

    /// <summary>The courses in the order of their ids.</summary>
    public IEnumerable<SeededCourse> Courses()
    {
        var random = new Random(seed);
        var people = Math.Max(Words.Famous.Length, courses / 20);
        for (var i = 0; i < courses; i++)
        {
            yield return i switch
            {
                0 => AwkwardCourses.Manakiki,
                _ when i <= AwkwardCourses.All.Count => AwkwardCourses.All[i - 1],
                _ => Usually(i, random, people),
            };
        }
    }

    /// <summary>Makes the starting schema, the application's role and the courses, on the owner's connection.</summary>
    public async Task CreateAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        await RunAsync(owner, "schema.sql", cancellationToken);
        await RunAsync(owner, "role.sql", cancellationToken);
        await LoadAsync(owner, cancellationToken);
    }

    /// <summary>Loads the courses into an empty <c>golf_courses</c>.</summary>
    public async Task LoadAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        await using (var import = await owner.BeginBinaryImportAsync(Copy, cancellationToken))
        {
            foreach (var course in Courses())
            {
                await import.StartRowAsync(cancellationToken);
                await import.WriteAsync(course.Name, NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(course.Town, NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(course.Country, NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(course.Holes, NpgsqlDbType.Smallint, cancellationToken);
                await import.WriteAsync(course.Par, NpgsqlDbType.Smallint, cancellationToken);
                await import.WriteAsync(course.Opened, NpgsqlDbType.Smallint, cancellationToken);
                await import.WriteAsync(course.Architect1, NpgsqlDbType.Text, cancellationToken);
                await import.WriteAsync(course.Architect2, NpgsqlDbType.Text, cancellationToken);
            }

            await import.CompleteAsync(cancellationToken);
        }

        // Deep pages count on index-only scans, which need the visibility map.
        await using var vacuum = new NpgsqlCommand("vacuum (analyze) golf_courses", owner);
        vacuum.CommandTimeout = 0;
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
    }

    private static SeededCourse Usually(int index, Random random, int people)
    {
        var words = _names[index];
        var name = $"{words[2]}{words[0]}{words[3]} {words[1]}";
        var again = index / _names.Count;
        var (country, towns) = Words.Places[random.Next(Words.Places.Length)];
        var (first, second) = Architects(random, people);
        var holes = (short)(random.Next(10) switch { 0 => 9, 1 => 27, _ => 18 });
        return new()
        {
            Name = again == 0 ? name : $"{name} ({again + 1})",
            Town = random.Next(20) == 0 ? null : towns[random.Next(towns.Length)],
            Country = country,
            Holes = holes,
            Par = random.Next(15) == 0 ? null : (short)(holes * 4 - random.Next(4)),
            Opened = random.Next(15) == 0 ? null : (short)(1860 + (int)(160 * Math.Sqrt(random.NextDouble()))),
            Architect1 = first,
            Architect2 = second,
        };
    }

    /// <summary>Most courses have one architect, a third have two, and of everything else there is a little.</summary>
    private static (string? First, string? Second) Architects(Random random, int people)
    {
        var one = Architect(Skewed(random, people));
        var other = Architect(Skewed(random, people));
        return random.Next(1_000) switch
        {
            < 580 => (one, null),
            < 930 => (one, other),
            < 970 => (null, null),
            < 985 => (null, other),
            < 994 => (one, one),
            < 996 => (one, ""),
            < 998 => ("", other),
            < 999 => ("", ""),
            _ => ($"{one} {string.Concat(Enumerable.Repeat($"and {other} ", random.Next(4, 60)))}and Partners", other),
        };
    }

    /// <summary>A few architects designed a great many courses, and most designed few.</summary>
    private static int Skewed(Random random, int people) => (int)(people * Math.Pow(random.NextDouble(), 3));

    private static string Architect(int index)
    {
        if (index < Words.Famous.Length)
        {
            return Words.Famous[index];
        }

        var words = _people[index];
        var again = index / _people.Count;
        var name = $"{words[0]} {words[2]}{words[1]}";
        return again == 0 ? name : $"{name} ({again + 1})";
    }

    private static async Task RunAsync(NpgsqlConnection owner, string script, CancellationToken cancellationToken)
    {
        using var stream = typeof(CourseSeed).Assembly.GetManifestResourceStream(script)
            ?? throw new InvalidOperationException($"{script} is not part of the application.");
        using var reader = new StreamReader(stream);
        await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(cancellationToken), owner);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
