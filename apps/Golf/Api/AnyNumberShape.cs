using System.Text.Json;
using Golf.Courses;

namespace Golf.Api;

/// <summary>
/// The second version: architects in order, without the empty places that the two columns could have.
/// </summary>
internal sealed class AnyNumberShape : CourseShape
{
    private const string List = "architects";

    private const string Name = "name";

    public override string MediaType => "application/vnd.golf.v2+json";

    public override void Write(Utf8JsonWriter json, Architects architects)
    {
        json.WriteStartObject();
        json.WriteStartArray(List);
        foreach (var name in architects.Named())
        {
            json.WriteStartObject();
            json.WriteString(Name, name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public override void WriteOne(Utf8JsonWriter json, Course course) => Write(json, course.Architects);

    public override ArchitectsWrite Read(JsonElement course)
    {
        var list = default(JsonElement);
        foreach (var property in course.EnumerateObject())
        {
            if (property.Name != List || property.Value.ValueKind != JsonValueKind.Array)
            {
                throw new UnreadableCourseException(
                    property.Name, $"This shape is {{\"{List}\":[{{\"{Name}\":\"…\"}}]}}.");
            }

            list = property.Value;
        }

        return list.ValueKind == JsonValueKind.Array
            ? new(Architects.At(list.EnumerateArray().Select(Architect)))
            : throw new UnreadableCourseException(List, $"The property \"{List}\" is missing.");
    }

    private static string Architect(JsonElement item, int index) =>
        item.ValueKind == JsonValueKind.Object
        && item.EnumerateObject().ToList() is [{ Name: Name, Value: { ValueKind: JsonValueKind.String } name }]
            ? name.GetString()!
            : throw new UnreadableCourseException(
                $"{List}[{index}]", $"An architect is {{\"{Name}\":\"…\"}}.");
}
