using Underpin.Live;

namespace Golf.Courses;

/// <summary>
/// Who asks. The application has no login: a name in the cookie <c>golf-user</c> (set on the page "Who are you?") or,
/// for clients of the API, in the header <c>X-Golf-User</c> stands in for one. Groups come from the configuration:
/// <c>Groups:committee:0 = anna</c>.
/// </summary>
internal sealed class Client(IHttpContextAccessor accessor, IConfiguration settings)
{
    public const string Cookie = "golf-user";

    public const string Header = "X-Golf-User";

    public string? Name
    {
        get
        {
            var request = accessor.HttpContext?.Request;
            var name = request?.Headers[Header].FirstOrDefault() ?? request?.Cookies[Cookie];
            return string.IsNullOrWhiteSpace(name) ? null : name.Trim();
        }
    }

    /// <summary>Lists are kept on one side for each client, so that all pages of a list come from one side.</summary>
    public string Key => Name ?? accessor.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "";

    public Caller Caller() => Name is { } name ? new(name, Groups(name)) : new(null, []);

    private string[] Groups(string name) =>
        settings.GetSection("Groups").GetChildren()
            .Where(group => group.GetChildren().Any(member => member.Value == name))
            .Select(group => group.Key)
            .ToArray();
}
