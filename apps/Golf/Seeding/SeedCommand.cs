using System.Diagnostics;
using Npgsql;

namespace Golf.Seeding;

/// <summary><c>dotnet run --project apps/Golf -- seed --courses N --seed S</c>: a database to play with.</summary>
internal static class SeedCommand
{
    public static async Task<int> RunAsync(IConfiguration settings, CancellationToken cancellationToken)
    {
        var courses = settings.GetValue("courses", 10_000);
        var seed = settings.GetValue("seed", CourseSeed.Usual);
        var started = Stopwatch.GetTimestamp();
        await using var owner = new NpgsqlConnection(GolfConnection.Find(settings));
        await owner.OpenAsync(cancellationToken);
        try
        {
            await new CourseSeed(courses, seed).CreateAsync(owner, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateTable)
        {
            await Console.Error.WriteLineAsync(
                $"Database \"{owner.Database}\" has golf courses already; drop the table or name an empty database.");
            return 1;
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"{courses:N0} golf courses in \"{owner.Database}\", seed {seed}, in {seconds:N1} s.");
        return 0;
    }
}
