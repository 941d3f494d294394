using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Underpin.Demo.Traffic;

/// <summary>The committee's form, filled in as a browser does: the page, its fields, and the button.</summary>
internal sealed partial class CommitteePages(GolfClient client, TimeProvider time)
{
    /// <summary>Sets both architects of a course; false where that failed.</summary>
    public async Task<bool> EditAsync(
        OldShape shape, string user, Random random, long intendedAt, CancellationToken cancellationToken)
    {
        var path = $"/admin/edit/{Uri.EscapeDataString(shape.Name)}";
        var shown = new Request(HttpMethod.Get, client.Instance(random), path) { User = user };
        if (await client.SendAsync(shown, intendedAt, cancellationToken) is not { } page)
        {
            return false;
        }

        var fields = Inputs(Encoding.UTF8.GetString(page.Body)).Where(field => field.Key != "architect")
            .Append(new("architect", shape.Architect1!))
            .Append(new("architect", shape.Architect2!))
            .Append(new("action", "save"))
            .ToList();
        var sent = shown with
        {
            Method = HttpMethod.Post,
            Form = fields,
            Cookie = page.Cookie,
            Expected = HttpStatusCode.Redirect,
        };
        return await client.SendAsync(sent, time.GetTimestamp(), cancellationToken) is not null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Inputs(string html) =>
        from Match input in Input().Matches(html)
        let name = Name().Match(input.Value)
        where name.Success
        select new KeyValuePair<string, string>(
            WebUtility.HtmlDecode(name.Groups["text"].Value),
            WebUtility.HtmlDecode(Value().Match(input.Value).Groups["text"].Value));

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, 1_000)]
    private static partial Regex Input();

    [GeneratedRegex("""\bname="(?<text>[^"]*)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Name();

    [GeneratedRegex("""\bvalue="(?<text>[^"]*)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Value();
}
