using System.Text;
using System.Text.Json;
using Underpin.Demo.Traffic;

namespace Underpin.Demo;

/// <summary>What the old schema could not hold: a course by three architects.</summary>
internal sealed class ThirdArchitect(GolfClient client, Walk walk)
{
    private static readonly string[] _three = ["Ben Crenshaw", "Bill Coore", "Dan Proctor"];

    public async Task AddAsync(LivelyCourse course, Random random, CancellationToken cancellationToken)
    {
        var name = Uri.EscapeDataString(course.Shape.Name);
        var architects = string.Join(
            ',', _three.Select(architect => $"{{\"name\":{JsonSerializer.Serialize(architect)}}}"));
        var expected = Encoding.UTF8.GetBytes($"{{\"architects\":[{architects}]}}");

        var put = new Request(HttpMethod.Put, client.Instance(random), $"/api/v2/courses/{name}") { Json = expected };
        course.Unknown = true;
        if (await SendAsync(put, cancellationToken) is null)
        {
            throw new DemoException("A third architect was not taken.");
        }

        course.Unknown = false;
        course.HasMore = true;
        course.Shape = course.Shape with { Architect1 = _three[0], Architect2 = _three[1] };
        var get = put with { Method = HttpMethod.Get, Json = null };
        var all = await SendAsync(get, cancellationToken);
        if (all is null || !all.Body.AsSpan().SequenceEqual(expected))
        {
            throw new DemoException("The new API does not show the three architects that were entered.");
        }

        var old = get with { Path = $"/api/courses/{name}" };
        if (await SendAsync(old, cancellationToken) is { } first)
        {
            client.Compare(old, first, course.Shape.Bytes());
            walk.Say($"PUT {put.Path}");
            walk.Say($"  the new API: {Encoding.UTF8.GetString(all.Body)}");
            walk.Say($"  the old API: {Encoding.UTF8.GetString(first.Body)}");
        }
    }

    private Task<Answer?> SendAsync(Request request, CancellationToken cancellationToken) =>
        client.SendAsync(request, TimeProvider.System.GetTimestamp(), cancellationToken);
}
