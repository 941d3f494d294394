using Npgsql;
using Underpin.Demo.Processes;
using Underpin.Demo.Proof;
using Underpin.Demo.Show;
using Underpin.Demo.Traffic;

namespace Underpin.Demo;

/// <summary>
/// <c>./demo golf</c>: a database, two instances of an application, its users, and a change under their feet.
/// </summary>
internal sealed class GolfDemo(DemoOptions options, Screen screen, TimeProvider time)
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan _ordinaryLife = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan _afterwards = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var screen = new Screen(options.Plain, TimeProvider.System);
        try
        {
            return await new GolfDemo(options, screen, TimeProvider.System).RunAsync(cancellationToken) ? 0 : 1;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            screen.Line("\nStopped, and everything that was started with it.");
            return 130;
        }
        catch (DemoException exception)
        {
            screen.Line($"\n{exception.Message}");
            return 1;
        }
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        using var work = new WorkFolder();
        var tool = new Tool(screen, time);
        screen.Line("Starting a private PostgreSQL server");
        await using var database = new PrivateDatabase(tool, work["server"]);
        await database.StartAsync(cancellationToken);
        screen.Line(await GolfInstance.SeedAsync(database.Owner, options.Courses, cancellationToken));
        await database.AdmitApplicationAsync(cancellationToken);
        await using var owner = new NpgsqlConnection(database.Owner);
        await owner.OpenAsync(cancellationToken);
        var population = await Population.ReadAsync(owner, cancellationToken);

        screen.Line("Starting two instances of the golf application");
        await using var first = await GolfInstance.StartAsync(
            database.Application, work["golf-1.log"], cancellationToken);
        await using var second = await GolfInstance.StartAsync(
            database.Application, work["golf-2.log"], cancellationToken);
        using var client = new GolfClient([first.Address, second.Address], time);
        var readers = new Readers(client, population);
        screen.Line("Recording what old clients are answered");
        await readers.RecordAsync(cancellationToken);

        var tally = client.Reset();
        var writers = new Writers(
            client, new CommitteePages(client, time), population, await ArchitectsAsync(owner, cancellationToken));
        var walk = new Walk(tool, screen, time);
        var story = new GolfStory(walk, owner, writers, client, work["golf-courses.csv.gz"]);
        screen.Title($"Ordinary life: {options.Rate} requests a second, a fifth of them writes");
        var visitors = new Visitors(readers, writers, options.Rate, time);
        await using (new Crowd(visitors, new LiveLine(screen, tally, time)))
        {
            await WarmUpAsync(visitors, cancellationToken);
            tally.OrdinaryLifeBegins();
            await Task.Delay(_ordinaryLife, time, cancellationToken);
            tally.ChangeBegins();
            await story.TellAsync(cancellationToken);
            await Task.Delay(_afterwards, time, cancellationToken);
        }

        var evidence = await new Inspection(owner, population).LookAsync(cancellationToken);
        var summary = new Summary(tally, evidence, walk.Steps, time.GetElapsedTime(startedAt).TotalSeconds);
        summary.Show(screen);
        if (options.Json is { } file)
        {
            await summary.WriteAsync(file, cancellationToken);
        }

        if (options.Keep)
        {
            screen.Line($"\nStill running: {first.Address} and {second.Address}");
            screen.Line($"The database: {database.Owner}");
            screen.Line("Ctrl-C stops it all.");
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return summary.Holds;
    }

    /// <summary>Until fresh processes serve as fast as people come, or it shows that they never will.</summary>
    private async Task WarmUpAsync(Visitors visitors, CancellationToken cancellationToken)
    {
        await Task.Delay(_warmUp, time, cancellationToken);
        for (var second = 0; second < 20 && visitors.Waiting > options.Rate / 10; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    /// <summary>Names that any form can show.</summary>
    private static async Task<string[]> ArchitectsAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select array_agg(name) from (
                select distinct architect_1 as name from golf_courses
                where architect_1 = btrim(architect_1)
                    and length(architect_1) between 1 and 100
                    and architect_1 !~ '[\r\n]'
                limit 2000) as names
            """,
            owner);
        return (string[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
