using System.Text.Encodings.Web;
using System.Text.Json;
using Golf.Seeding;

namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>
/// What a client has always been answered, put together from the seed and from nothing of the application's.
/// </summary>
internal static class Expected
{
    private static readonly JsonSerializerOptions _json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string OldShape(params IEnumerable<SeededCourse> courses) => JsonSerializer.Serialize(
        courses.ToDictionary(
            course => course.Name,
            course => new Dictionary<string, string?>
            {
                ["architect_1"] = course.Architect1,
                ["architect_2"] = course.Architect2,
            }),
        _json);

    public static string NewShape(params IEnumerable<string?> architects) => JsonSerializer.Serialize(
        new
        {
            architects = architects.OfType<string>().Select(name => new { name }),
        },
        _json);

    public static string Address(string name, string path = "/api/courses") => $"{path}/{Uri.EscapeDataString(name)}";
}
