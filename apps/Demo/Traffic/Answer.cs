using System.Net;

namespace Underpin.Demo.Traffic;

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, byte[] Body, string? Cookie, string? ContentType);
