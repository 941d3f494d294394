using System.Text.Json;
using Golf.Courses;

namespace Golf.Api;

/// <summary>The first version. It is answered byte for byte alike whichever schema holds the architects.</summary>
internal sealed class TwoColumnsShape : CourseShape
{
    private const string First = "architect_1";

    private const string Second = "architect_2";

    public override string MediaType => "application/json";

    public override void Write(Utf8JsonWriter json, Architects architects)
    {
        json.WriteStartObject();
        json.WriteString(First, architects[1]);
        json.WriteString(Second, architects[2]);
        json.WriteEndObject();
    }

    public override void WriteOne(Utf8JsonWriter json, Course course) => WriteMany(json, [course]);

    /// <summary>A client that knows two places leaves later ones alone.</summary>
    public override ArchitectsWrite Read(JsonElement course)
    {
        string? first = null, second = null;
        foreach (var property in course.EnumerateObject())
        {
            switch (property.Name)
            {
                case First:
                    first = Name(property);
                    break;
                case Second:
                    second = Name(property);
                    break;
                default:
                    throw new UnreadableCourseException(
                        property.Name,
                        $"This shape has \"{First}\" and \"{Second}\"; send {AnyNumber.MediaType} "
                            + "for more architects.");
            }
        }

        return new(Architects.At(first, second), KeepsLater: true);
    }

    private static string? Name(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString(),
        JsonValueKind.Null => null,
        _ => throw new UnreadableCourseException(property.Name, "An architect is a string or null."),
    };
}
