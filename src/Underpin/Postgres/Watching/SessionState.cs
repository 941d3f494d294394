using System.Text.Json;

namespace Underpin.Postgres.Watching;

/// <summary>What a session's transaction holds and has done up to one moment.</summary>
internal sealed record SessionState
{
    private static readonly Sql _observe = EmbeddedSql.Beside(typeof(SessionState), "observe.sql");

    /// <summary>OID of the relation, and mode; one row a lock.</summary>
    public required IReadOnlyList<(string Oid, string Mode)> Locks { get; init; }

    /// <summary>The file that a relation is stored in, by OID.</summary>
    public required IReadOnlyDictionary<string, string> Storage { get; init; }

    /// <summary>How often a table was read through or searched, by OID.</summary>
    public required IReadOnlyDictionary<string, string> Scans { get; init; }

    public required IReadOnlyList<string> Session { get; init; }

    public required IReadOnlyList<string> Shared { get; init; }

    public static async Task<SessionState> TakeAsync(Session session, CancellationToken cancellationToken) =>
        (await session.FirstAsync(_observe, Read, cancellationToken))!;

    private static SessionState Read(Row row)
    {
        using var locks = JsonDocument.Parse(row.Get<string>(0));
        return new SessionState
        {
            Locks =
            [
                .. locks.RootElement.EnumerateArray().Select(held =>
                    (held.GetProperty("oid").GetString()!, held.GetProperty("mode").GetString()!)),
            ],
            Storage = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Get<string>(1))!,
            Scans = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Get<string>(2))!,
            Session = JsonSerializer.Deserialize<List<string>>(row.Get<string>(3))!,
            Shared = JsonSerializer.Deserialize<List<string>>(row.Get<string>(4))!,
        };
    }
}
