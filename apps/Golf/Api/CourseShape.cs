using System.Text.Json;
using Golf.Courses;

namespace Golf.Api;

/// <summary>A version of the API: how a course's architects are written and read.</summary>
internal abstract class CourseShape
{
    /// <summary>
    /// <c>{"architect_1":"Donald Ross","architect_2":null}</c>: what clients have relied on from the start.
    /// </summary>
    public static CourseShape TwoColumns { get; } = new TwoColumnsShape();

    /// <summary><c>{"architects":[{"name":"Ben Crenshaw"},{"name":"Bill Coore"}]}</c>: any number.</summary>
    public static CourseShape AnyNumber { get; } = new AnyNumberShape();

    public abstract string MediaType { get; }

    /// <summary>Writes the object that says who designed a course.</summary>
    public abstract void Write(Utf8JsonWriter json, Architects architects);

    /// <summary>Reads such an object.</summary>
    /// <exception cref="UnreadableCourseException">It is not in this shape.</exception>
    public abstract ArchitectsWrite Read(JsonElement course);

    /// <summary>The answer for one course.</summary>
    public abstract void WriteOne(Utf8JsonWriter json, Course course);

    /// <summary>The answer for many: an object with a property a course.</summary>
    public void WriteMany(Utf8JsonWriter json, IEnumerable<Course> courses)
    {
        json.WriteStartObject();
        foreach (var course in courses)
        {
            json.WritePropertyName(course.Name);
            Write(json, course.Architects);
        }

        json.WriteEndObject();
    }
}
