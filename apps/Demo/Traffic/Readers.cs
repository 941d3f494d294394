namespace Underpin.Demo.Traffic;

/// <summary>
/// People and programs who read courses; each answer must be what it was before the change, to the byte.
/// </summary>
internal sealed class Readers(GolfClient client, Population population)
{
    private readonly List<RecordedAnswer> _courses = [];
    private readonly List<RecordedAnswer> _pages = [];

    /// <summary>Keeps what the addresses answer now, before anything changed.</summary>
    public async Task RecordAsync(CancellationToken cancellationToken)
    {
        var pages = Enumerable.Range(1, Population.StablePages).Select(page => $"/api/courses?page={page}");
        var courses = population.ReadAlone.Select(name => $"/api/courses/{Uri.EscapeDataString(name)}");
        await RecordAsync(pages, _pages, cancellationToken);
        await RecordAsync(courses, _courses, cancellationToken);
    }

    public async Task VisitAsync(Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var recorded = random.Next(100) switch
        {
            < 12 => _pages[random.Next(_pages.Count)],
            < 92 => _courses[random.Next(_courses.Count)],
            _ => null,
        };
        var path = recorded?.Path
            ?? $"/courses/{Uri.EscapeDataString(population.ReadAlone[random.Next(population.ReadAlone.Count)])}";
        var request = new Request(HttpMethod.Get, client.Instance(random), path) { User = Visitors.User(random) };
        if (await client.SendAsync(request, intendedAt, cancellationToken) is { } answer && recorded is not null)
        {
            client.Compare(request, answer, recorded.Body);
        }
    }

    private async Task RecordAsync(
        IEnumerable<string> paths, List<RecordedAnswer> recorded, CancellationToken cancellationToken)
    {
        var random = new Random(7);
        foreach (var some in paths.Chunk(8))
        {
            recorded.AddRange(await Task.WhenAll(some.Select(async path =>
            {
                var request = new Request(HttpMethod.Get, client.Instance(random), path);
                return await client.SendAsync(
                    request, TimeProvider.System.GetTimestamp(), cancellationToken) is { } answer
                    ? new RecordedAnswer(path, answer.Body)
                    : throw new DemoException($"{request} was not answered before the change.");
            })));
        }
    }
}
