using System.Text.Json;

namespace Underpin.Postgres.Catalog;

/// <summary>Everything that a database holds at one moment, apart from rows.</summary>
internal sealed class CatalogSnapshot(IReadOnlyDictionary<string, CatalogEntry> entries)
{
    /// <summary>OID of pg_class, the same in every database.</summary>
    private const string ClassOfRelations = "1259";

    private static readonly Sql _read = EmbeddedSql.Beside(typeof(CatalogSnapshot), "catalog.sql");

    public IReadOnlyDictionary<string, CatalogEntry> Entries { get; } = entries;

    public static async Task<CatalogSnapshot> TakeAsync(Session session, CancellationToken cancellationToken)
    {
        var entries = await session.QueryAsync(_read, Entry, cancellationToken);
        return new(entries.ToDictionary(entry => entry.Key));
    }

    /// <summary>The table, index, view or sequence of this OID; null where there is none of the user's.</summary>
    public CatalogEntry? Relation(string oid) => Entries.GetValueOrDefault($"{ClassOfRelations}/{oid}/0");

    /// <summary>
    /// The table that a column, index, constraint, trigger or policy belongs to; null for anything else.
    /// </summary>
    public CatalogEntry? TableOf(CatalogEntry entry) =>
        (entry.Type.EndsWith(" column", StringComparison.Ordinal) ? entry.Oid : entry["on"]) is { } oid
            ? Relation(oid)
            : null;

    /// <summary>A column of a table by its number.</summary>
    public static string ColumnKey(CatalogEntry table, string number) => $"{ClassOfRelations}/{table.Oid}/{number}";

    /// <summary>Keys of these objects and of all that comes along with them.</summary>
    public IReadOnlySet<string> WithWhatBelongsTo(IReadOnlyCollection<(string Type, string Identity)> objects)
    {
        var named = objects.ToHashSet();
        var keys = Entries.Values.Where(entry => named.Contains((entry.Type, entry.Identity)))
            .Select(entry => entry.Key).ToHashSet();
        while (keys.Count > 0)
        {
            var more = Entries.Values.Where(entry => !keys.Contains(entry.Key) && entry.Owners.Any(keys.Contains))
                .Select(entry => entry.Key).ToList();
            if (more.Count == 0)
            {
                break;
            }

            keys.UnionWith(more);
        }

        return keys;
    }

    private static CatalogEntry Entry(Row row) => new()
    {
        Key = row.Get<string>(0),
        Type = row.Get<string>(1),
        Identity = row.Get<string>(2),
        Names = row.Get<string[]>(3),
        Arguments = row.Get<string[]>(4),
        Name = row.Get<string>(5),
        Owners = row.Get<string[]>(6),
        Facts = Facts(row.Get<string>(7)),
    };

    private static Dictionary<string, string?> Facts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(
            fact => fact.Name,
            fact => fact.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.True => "yes",
                JsonValueKind.False => "no",
                _ => fact.Value.ToString(),
            });
    }
}
