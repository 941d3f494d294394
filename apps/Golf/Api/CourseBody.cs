using System.Text.Json;
using Golf.Courses;

namespace Golf.Api;

/// <summary>
/// What a client sent: a course as it was answered, <c>{"Sand Hills":{…}}</c>, or, where the address names it, just
/// what it holds.
/// </summary>
internal sealed record CourseBody(string? Name, ArchitectsWrite Architects)
{
    public static async Task<CourseBody> ReadAsync(
        HttpRequest request, CourseShape shape, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                $"Send {shape.MediaType}.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(
                request.Body, cancellationToken: cancellationToken);
            return Read(document.RootElement, shape);
        }
        catch (JsonException exception)
        {
            throw new UnreadableCourseException("", $"The body is not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair: well-formed JSON, but no text.
            throw new UnreadableCourseException("", "The body holds text that is not Unicode.");
        }
    }

    private static CourseBody Read(JsonElement root, CourseShape shape)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new UnreadableCourseException("", "The body is not a JSON object.");
        }

        return root.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.Object } only]
            ? new(only.Name, shape.Read(only.Value))
            : new(null, shape.Read(root));
    }
}
