using System.Net.Http.Headers;

namespace Underpin.Demo.Traffic;

/// <summary>Sends requests to both instances as their users do, and counts what came back.</summary>
internal sealed class GolfClient(IReadOnlyList<Uri> instances, TimeProvider time) : IDisposable
{
    private Tally _tally = new();

    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = 200,
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Counts afresh: what was sent to get ready is not traffic.</summary>
    public Tally Reset() => _tally = new();

    public Uri Instance(Random random) => instances[random.Next(instances.Count)];

    /// <summary>Asks and counts; null where no answer came, or one that says the server failed.</summary>
    public async Task<Answer?> SendAsync(Request request, long intendedAt, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(request.Instance, request.Path));
        message.Headers.Add("X-Golf-User", request.User);
        if (request.Cookie is not null)
        {
            message.Headers.Add("Cookie", request.Cookie);
        }

        message.Content = request switch
        {
            { Json: { } body } => new ByteArrayContent(body) { Headers = { ContentType = _json } },
            { Form: { } form } => new FormUrlEncodedContent(form),
            _ => null,
        };
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            // From when it should have been sent: a stall must not hide the requests that it held up.
            _tally.Answered(time.GetElapsedTime(intendedAt).TotalMilliseconds);
            if (response.StatusCode != request.Expected)
            {
                _tally.Fail(
                    $"{request}: {(int)response.StatusCode} instead of {(int)request.Expected}: {Beginning(body)}");
                return null;
            }

            return new Answer(
                response.StatusCode, body, Cookie(response), response.Content.Headers.ContentType?.ToString());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception) when (
            exception is HttpRequestException or OperationCanceledException or IOException)
        {
            _tally.Answered(time.GetElapsedTime(intendedAt).TotalMilliseconds);
            _tally.Fail($"{request}: {exception.Message}");
            return null;
        }
    }

    /// <summary>Counts an answer that is not, byte for byte, the one expected.</summary>
    public void Compare(Request request, Answer answer, ReadOnlySpan<byte> expected)
    {
        if (!expected.SequenceEqual(answer.Body) || answer.ContentType != "application/json; charset=utf-8")
        {
            _tally.Change($"{request}: {Beginning(answer.Body)} instead of {Beginning(expected.ToArray())}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static string? Cookie(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies)
            ? string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]))
            : null;

    private static string Beginning(byte[] body) =>
        System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(200, body.Length)));
}
