using Npgsql;

namespace Underpin.Postgres.Scratch;

/// <summary>
/// Tells PostgreSQL's client programs where to connect, by environment: arguments are for all to see.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/current/libpq-envars.html</remarks>
internal static class ClientEnvironment
{
    /// <summary>Variables that would lead a program elsewhere, or change what it prints.</summary>
    private static readonly string[] _misleading =
        ["PGSERVICE", "PGSERVICEFILE", "PGHOSTADDR", "PGOPTIONS", "PGTZ", "PGDATESTYLE"];

    /// <summary>What to set; null: what to take away.</summary>
    public static IReadOnlyDictionary<string, string?> For(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var environment = _misleading.ToDictionary(name => name, string? (_) => null);
        Add("PGHOST", settings.Host);
        Add("PGPORT", $"{settings.Port}");
        Add("PGUSER", settings.Username);
        Add("PGPASSWORD", settings.Password);
        Add("PGPASSFILE", settings.Passfile);
        Add("PGDATABASE", settings.Database);
        Add("PGSSLMODE", Mode(settings.SslMode));
        Add("PGSSLROOTCERT", settings.RootCertificate);
        Add("PGSSLCERT", settings.SslCertificate);
        Add("PGSSLKEY", settings.SslKey);
        Add("PGOPTIONS", settings.Options);
        Add("PGAPPNAME", settings.ApplicationName);
        Add("PGCONNECT_TIMEOUT", $"{settings.Timeout}");
        Add("PGCLIENTENCODING", "UTF8");
        Add("LC_ALL", "C.UTF-8");
        return environment;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                environment[name] = value;
            }
        }
    }

    private static string Mode(SslMode mode) => mode switch
    {
        SslMode.Disable => "disable",
        SslMode.Allow => "allow",
        SslMode.Require => "require",
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
