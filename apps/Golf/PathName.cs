using Microsoft.AspNetCore.Http.Features;

namespace Golf;

/// <summary>The name at the end of an address.</summary>
internal static class PathName
{
    /// <summary>
    /// Decoded once, from the address as it was sent: the server's own path leaves <c>%2F</c> as it is, so that a slash
    /// and a literal "%2F" in a name could not be told apart there.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="prefix">What comes before the name, with its slash.</param>
    public static string After(HttpContext context, string prefix)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        var start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? "" : Uri.UnescapeDataString(path[(start + prefix.Length)..]);
    }

    /// <summary>As one segment of an address.</summary>
    public static string Escape(string name) => Uri.EscapeDataString(name);
}
