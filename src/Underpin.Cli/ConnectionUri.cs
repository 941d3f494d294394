using Npgsql;

namespace Underpin.Cli;

/// <summary>
/// Reads the form that psql and most hosts write: <c>postgresql://user:password@host:port/database?sslmode=…</c>.
/// </summary>
internal static class ConnectionUri
{
    public static string Read(string text)
    {
        var uri = Uri.TryCreate(text, UriKind.Absolute, out var read) && read.Scheme is "postgres" or "postgresql"
            ? read
            : throw new FormatException("it is no postgresql:// address");
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.IdnHost };
        if (uri.Port > 0)
        {
            settings.Port = uri.Port;
        }

        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest])
        {
            settings.Username = Uri.UnescapeDataString(user);
            settings.Password = rest is [var password] ? Uri.UnescapeDataString(password) : null;
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
        {
            settings.Database = Uri.UnescapeDataString(database);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is [var name, var value])
            {
                settings[name switch { "sslmode" => "SSL Mode", "application_name" => "Application Name", _ => name }] =
                    Uri.UnescapeDataString(value).Replace("-", "", StringComparison.Ordinal);
            }
        }

        return settings.ConnectionString;
    }
}
