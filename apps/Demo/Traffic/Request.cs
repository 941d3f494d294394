using System.Net;

namespace Underpin.Demo.Traffic;

/// <summary>One request, and the status that it must answer.</summary>
internal sealed record Request(HttpMethod Method, Uri Instance, string Path)
{
    public string User { get; init; } = "player";

    public byte[]? Json { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>>? Form { get; init; }

    public string? Cookie { get; init; }

    public HttpStatusCode Expected { get; init; } = HttpStatusCode.OK;

    public override string ToString() => $"{Method} {Path} ({Instance.Port}, {User})";
}
