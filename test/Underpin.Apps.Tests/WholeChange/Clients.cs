using System.Collections.Concurrent;
using System.Net;
using Golf.Seeding;
using Underpin.Apps.Tests.GolfCourses;

namespace Underpin.Apps.Tests.WholeChange;

/// <summary>
/// Clients that read and write through all instances as long as the change goes on. Each writer has courses of its own
/// and knows, to the byte, what each must be answered.
/// </summary>
internal sealed class Clients(IReadOnlyList<GolfHost> instances) : IAsyncDisposable
{
    private static readonly string?[] _architects =
        ["Donald Ross", "Alice Dye", "Newcomer", "", null, "Seán O'Hara", "donald ross", "赤星四郎", " ", "a/b \"c\""];

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Dictionary<string, SeededCourse>> _known = [];
    private Task _running = Task.CompletedTask;
    private long _requests;

    /// <summary>What went wrong, in the clients' eyes.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public long Requests => Interlocked.Read(ref _requests);

    public void Start(int writers, int readers)
    {
        var courses = GolfDatabase.Seed.Courses().ToList();
        _running = Task.WhenAll(
        [
            .. Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer))),
            .. Enumerable.Range(0, readers).Select(reader => Task.Run(() => ReadAsync(reader, courses[..150]))),
        ]);
    }

    /// <summary>Stops them, and returns every course that they wrote and did not delete again.</summary>
    public async Task<IReadOnlyDictionary<string, SeededCourse>> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        return _known.SelectMany(courses => courses).ToDictionary(course => course.Key, course => course.Value);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync(int writer)
    {
        var random = new Random(writer);
        var mine = new Dictionary<string, SeededCourse>();
        _known.Add(mine);
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            var course = new SeededCourse
            {
                Name = $"Writer {writer} / Course {random.Next(12)}",
                Architect1 = _architects[random.Next(_architects.Length)],
                Architect2 = _architects[random.Next(_architects.Length)],
            };
            var path = random.Next(2) == 0 ? WritePath.Members : WritePath.Committee;
            await TryAsync($"writer {writer}, {path.Name}", async () =>
            {
                var golf = instances[random.Next(instances.Count)];
                if (!mine.ContainsKey(course.Name) && mine.Count > 3 && random.Next(3) == 0)
                {
                    var name = mine.Keys.ElementAt(random.Next(mine.Count)); // its name becomes another one
                    await path.ChangeAsync(golf, name, course);
                    mine.Remove(name);
                }
                else if (!mine.ContainsKey(course.Name))
                {
                    await path.CreateAsync(golf, course);
                }
                else if (random.Next(4) == 0)
                {
                    await path.DeleteAsync(golf, course.Name);
                    mine.Remove(course.Name);
                    return;
                }
                else
                {
                    await path.ChangeAsync(golf, course.Name, course);
                }

                mine[course.Name] = course;
                await CheckAsync(instances[random.Next(instances.Count)], course);
            });
            await PauseAsync();
        }
    }

    private async Task ReadAsync(int reader, IReadOnlyList<SeededCourse> courses)
    {
        var random = new Random(1_000 + reader);
        while (!_stop.IsCancellationRequested)
        {
            await TryAsync($"reader {reader}", async () =>
            {
                var golf = instances[random.Next(instances.Count)];
                if (random.Next(4) == 0)
                {
                    var page = random.Next(3);
                    Assert.Equal(
                        Expected.OldShape(courses.Skip(page * 50).Take(50)),
                        await golf.GetAsync($"/api/courses?page={page + 1}"));
                }
                else
                {
                    await CheckAsync(golf, courses[random.Next(courses.Count)]);
                }
            });
            await PauseAsync();
        }
    }

    private static async Task CheckAsync(GolfHost golf, SeededCourse course)
    {
        var (status, body) = await golf.SendAsync(HttpMethod.Get, Expected.Address(course.Name));
        Assert.Equal((HttpStatusCode.OK, Expected.OldShape(course)), (status, body));
    }

    private async Task TryAsync(string who, Func<Task> request)
    {
        Interlocked.Increment(ref _requests);
        try
        {
            await request();
        }
        catch (Exception exception) when (Complaints.Count < 100)
        {
            Complaints.Enqueue($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {who}: {exception.Message}");
        }
    }

    private static Task PauseAsync() => Task.Delay(15);
}
