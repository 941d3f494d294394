using System.Globalization;
using Npgsql;
using Underpin.Demo.Traffic;

namespace Underpin.Demo;

/// <summary>The change of the golf courses, from the first look at its script to the drop of the old columns.</summary>
internal sealed class GolfStory(Walk walk, NpgsqlConnection owner, Writers writers, GolfClient client, string archive)
{
    public const string Change = "golf-course-architects";

    private const int Comparisons = 150;

    private readonly Random _random = new(1_928);

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        await ExpandAsync(cancellationToken);
        await WriteAsync(cancellationToken);
        await PopulateAsync(cancellationToken);
        await FailUnnoticedAsync(cancellationToken);
        await ReadAsync(cancellationToken);
        await LeadAsync(cancellationToken);
        await CleanUpAsync(cancellationToken);
    }

    private async Task ExpandAsync(CancellationToken ct)
    {
        walk.Title("Step 1: expand. New tables stand beside the old columns.");
        await walk.DoAsync("Install", ["install", "--role", "golf_app"], ct);
        await walk.DoAsync("Lint", ["lint", Change], ct);
        await walk.DoAsync("Expand", ["expand", Change], ct);
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        walk.Title("Step 2: write both. First for Anna, then for her committee, then for ever more courses.");
        await walk.DoAsync("Write for Anna", ["write", Change, "--for", "anna"], ct);
        await walk.DoAsync("Write for the committee", ["write", Change, "--group", "committee"], ct);
        await walk.DoAsync("Write 10 %", ["write", Change, "10%"], ct);
        await walk.DoAsync("Write 100 %", ["write", Change, "100%"], ct);
    }

    private async Task PopulateAsync(CancellationToken ct)
    {
        walk.Title("Step 3: populate and verify. Every course gets its rows, and every row is compared.");
        await walk.DoAsync("Populate", ["populate", Change], ct);
        await walk.DoAsync("Verify", ["verify", Change], ct);
    }

    private async Task FailUnnoticedAsync(CancellationToken ct)
    {
        const string Unwanted = "Nobody Wants Him";
        walk.Title("A new write fails, and nobody notices.");
        walk.Say($"The new schema is made to refuse the architect \"{Unwanted}\"; somebody enters just him.");
        await ExecuteAsync(
            $"alter table architects add constraint unwanted check (name <> '{Unwanted}') not valid", ct);
        var course = await TakeAsync(ct);
        try
        {
            await writers.PutAsync(course, course.Shape with { Architect1 = Unwanted }, _random, Now(), ct);
            await writers.ReadAsync(course, _random, Now(), ct);
            walk.Say($"Their request succeeded, and the answer shows him: {course.Shape.Name}.");
            await ExecuteAsync("alter table architects drop constraint unwanted", ct);
            await walk.FindAsync("Read 10 %, too early", ["read", Change, "10%"], ct);
            await walk.FindAsync("Verify, with a failed write", ["verify", Change], ct);
            await walk.DoAsync("Repair", ["repair", Change], ct);
        }
        finally
        {
            course.Release();
        }

        await walk.DoAsync("Verify again", ["verify", Change], ct);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        walk.Title("Step 4: read. Answers are compared in the background first, then given.");
        await walk.DoAsync("Shadow reads", ["read", Change, "--shadow", "50%"], ct);
        await ComparedAsync(ct);
        await walk.DoAsync("Status", ["status", Change], ct);
        await walk.DoAsync("Read for Anna", ["read", Change, "--for", "anna"], ct);
        await walk.DoAsync("Read for the committee", ["read", Change, "--group", "committee"], ct);
        await walk.DoAsync("Read 10 %", ["read", Change, "10%"], ct);
        await walk.DoAsync("Read 50 %", ["read", Change, "50%"], ct);
        walk.Say("One step back, and on again.");
        await walk.DoAsync("Read back to 0 %", ["read", Change, "0%"], ct);
        await walk.DoAsync("Read 50 % again", ["read", Change, "50%"], ct);
        await walk.DoAsync("Read 100 %", ["read", Change, "100%"], ct);
    }

    private async Task LeadAsync(CancellationToken ct)
    {
        await walk.DoAsync("The new schema leads", ["read", Change, "--lead", "new"], ct);
        walk.Say("From now on a course may have a third architect, through the new API.");
        var course = await TakeAsync(ct);
        try
        {
            await new ThirdArchitect(client, walk).AddAsync(course, _random, ct);
        }
        finally
        {
            course.Release();
        }

        await walk.DoAsync("Verify before the clean-up", ["verify", Change], ct);
    }

    private async Task CleanUpAsync(CancellationToken ct)
    {
        walk.Title("Step 5: clean up. In life this waits for a week; here for two seconds.");
        await walk.DoAsync("Set aside", ["clean-up", Change, "--soak", "2s"], ct);
        await walk.BreatheAsync(ct);
        await walk.DoAsync("Drop", ["clean-up", Change, "--drop", "--soak", "2s", "--archive", archive], ct);
        await walk.DoAsync("Status at the end", ["status", Change], ct);
    }

    private async Task<LivelyCourse> TakeAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            if (writers.Take(_random) is { } course)
            {
                if (course is { Exists: true, HasMore: false })
                {
                    return course;
                }

                course.Release();
            }

            await Task.Delay(5, cancellationToken);
        }

        throw new DemoException("No course was free to be written.");
    }

    /// <summary>Waits until as many reads were compared as the change asks for.</summary>
    private async Task ComparedAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            await using var command = new NpgsqlCommand(
                "select coalesce(sum(compared), 0)::bigint from underpin.comparison where change = $1", owner)
            {
                Parameters = { new() { Value = Change } },
            };
            if ((long)(await command.ExecuteScalarAsync(cancellationToken))! is >= Comparisons and var compared)
            {
                walk.Say(string.Create(CultureInfo.InvariantCulture, $"{compared:N0} reads were compared so far."));
                return;
            }

            await Task.Delay(500, cancellationToken);
        }

        throw new DemoException($"Fewer than {Comparisons} reads were compared in half a minute.");
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var command = new NpgsqlCommand($"set lock_timeout = '200ms'; {sql}", owner);
                await command.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (PostgresException exception) when (
                exception.SqlState == PostgresErrorCodes.LockNotAvailable && attempt < 50)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    private static long Now() => TimeProvider.System.GetTimestamp();
}
