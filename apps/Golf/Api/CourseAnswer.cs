using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Golf.Api;

/// <summary>Courses on the wire.</summary>
internal static class CourseAnswer
{
    private static readonly JsonWriterOptions _options = new()
    {
        // Names read as they are written; the answer is never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static async Task WriteAsync(
        HttpResponse response, int status, CourseShape shape, Action<Utf8JsonWriter> write,
        CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        await using (var json = new Utf8JsonWriter(buffer, _options))
        {
            write(json);
        }

        response.StatusCode = status;
        response.ContentType = $"{shape.MediaType}; charset=utf-8";
        response.ContentLength = buffer.WrittenCount;
        response.Headers.Vary = "Accept";
        await response.Body.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }
}
