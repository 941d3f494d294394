using System.Net;

namespace Underpin.Demo.Traffic;

/// <summary>
/// People and programs who create, change, rename and delete courses, through the API and through the committee's
/// pages; after each write they know what the old shape must answer.
/// </summary>
internal sealed class Writers(GolfClient client, CommitteePages pages, Population population, string[] architects)
{
    private int _created;

    public async Task VisitAsync(Random random, long intendedAt, CancellationToken cancellationToken)
    {
        if (Take(random) is not { } course)
        {
            return;
        }

        try
        {
            await (random.Next(100) switch
            {
                _ when !course.Exists => CreateAsync(course, random, intendedAt, cancellationToken),
                < 25 => ReadAsync(course, random, intendedAt, cancellationToken),
                < 65 => ChangeAsync(course, course.Shape.Name, random, intendedAt, cancellationToken),
                < 75 => ChangeAsync(course, NewName(), random, intendedAt, cancellationToken),
                < 82 => DeleteAsync(course, random, intendedAt, cancellationToken),
                _ when course.HasMore => ReadAsync(course, random, intendedAt, cancellationToken),
                _ => EditAsync(course, random, intendedAt, cancellationToken),
            });
        }
        finally
        {
            course.Release();
        }
    }

    /// <summary>A course that no other writer is at, for the demonstration itself.</summary>
    public LivelyCourse? Take(Random random)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var course = population.Lively[random.Next(population.Lively.Count)];
            if (course.TryTake())
            {
                return course;
            }
        }

        return null;
    }

    public async Task ReadAsync(
        LivelyCourse course, Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var request = Of(HttpMethod.Get, Address(course.Shape.Name), random);
        if (await client.SendAsync(request, intendedAt, cancellationToken) is { } answer)
        {
            client.Compare(request, answer, course.Shape.Bytes());
        }
    }

    /// <summary>Sets what the old shape knows of a course, in the old shape.</summary>
    public async Task PutAsync(
        LivelyCourse course, OldShape shape, Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var request = Of(HttpMethod.Put, Address(course.Shape.Name), random) with { Json = shape.Bytes() };
        await WriteAsync(course, request, intendedAt, answer =>
        {
            course.Shape = shape;
            client.Compare(request, answer, shape.Bytes());
        }, cancellationToken);
    }

    private Task ChangeAsync(
        LivelyCourse course, string name, Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var (first, second) = (course.Shape.Architect1, course.Shape.Architect2);
        var (one, other) = (architects[random.Next(architects.Length)], architects[random.Next(architects.Length)]);
        var shape = random.Next(10) switch
        {
            < 3 => new OldShape(name, second, first),
            < 5 => new OldShape(name, one, null),
            < 8 => new OldShape(name, one, other),
            8 => new OldShape(name, null, other),
            _ => new OldShape(name, one, one),
        };
        return PutAsync(course, shape, random, intendedAt, cancellationToken);
    }

    private Task CreateAsync(LivelyCourse course, Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var shape = new OldShape(NewName(), architects[random.Next(architects.Length)], null);
        var request = Of(HttpMethod.Post, "/api/courses", random) with
        {
            Json = shape.Bytes(),
            Expected = HttpStatusCode.Created,
        };
        return WriteAsync(course, request, intendedAt, answer =>
        {
            course.Shape = shape;
            course.Exists = true;
            client.Compare(request, answer, shape.Bytes());
        }, cancellationToken);
    }

    private Task DeleteAsync(LivelyCourse course, Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var request =
            Of(HttpMethod.Delete, Address(course.Shape.Name), random) with { Expected = HttpStatusCode.NoContent };
        return WriteAsync(course, request, intendedAt, _ =>
        {
            course.Exists = false;
            course.HasMore = false;
        }, cancellationToken);
    }

    private Task EditAsync(LivelyCourse course, Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var shape = course.Shape with
        {
            Architect1 = architects[random.Next(architects.Length)],
            Architect2 = architects[random.Next(architects.Length)],
        };
        return GuardAsync(course, async () =>
        {
            if (!await pages.EditAsync(shape, Visitors.User(random), random, intendedAt, cancellationToken))
            {
                return false;
            }

            course.Shape = shape;
            return true;
        });
    }

    private Task WriteAsync(
        LivelyCourse course, Request request, long intendedAt, Action<Answer> answered,
        CancellationToken cancellationToken) =>
        GuardAsync(course, async () =>
        {
            if (await client.SendAsync(request, intendedAt, cancellationToken) is not { } answer)
            {
                return false;
            }

            answered(answer);
            return true;
        });

    private static async Task GuardAsync(LivelyCourse course, Func<Task<bool>> write)
    {
        course.Unknown = true;
        course.Unknown = !await write();
    }

    private Request Of(HttpMethod method, string path, Random random) =>
        new(method, client.Instance(random), path) { User = Visitors.User(random) };

    private string NewName() => $"Underpin Links {Interlocked.Increment(ref _created)}";

    private static string Address(string name) => $"/api/courses/{Uri.EscapeDataString(name)}";
}
