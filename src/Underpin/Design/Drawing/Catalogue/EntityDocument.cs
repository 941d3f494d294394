using System.Text.Json;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Catalogue;

/// <summary>Reads the document that <c>entities.sql</c> answers.</summary>
internal static class EntityDocument
{
    // The server writes the standard's long names; everybody else writes these.
    private static readonly (string Long, string Short)[] _types =
    [
        ("timestamp with time zone", "timestamptz"),
        ("timestamp without time zone", "timestamp"),
        ("time without time zone", "time"),
        ("character varying", "varchar"),
        ("double precision", "float8"),
    ];

    public static EntityCatalogue Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var entities = document.RootElement.GetProperty("entities").EnumerateArray().Select(Entity).ToList();
        var byName = entities.ToDictionary(entity => entity.Name);
        return new EntityCatalogue
        {
            Entities = entities,
            Relationships =
            [
                .. document.RootElement.GetProperty("relationships").EnumerateArray()
                    .Select(json => Relationship(json, byName)),
            ],
        };
    }

    private static Entity Entity(JsonElement json) => new()
    {
        Name = new(Text(json, "schema"), Text(json, "name")),
        IsView = json.GetProperty("view").GetBoolean(),
        Comment = Optional(json, "comment"),
        Columns = [.. json.GetProperty("columns").EnumerateArray().Select(Column)],
        Rules = [.. json.GetProperty("rules").EnumerateArray().Select(Rule)],
    };

    private static EntityColumn Column(JsonElement json) => new()
    {
        Name = Text(json, "name"),
        Type = _types.Aggregate(
            Text(json, "type"), (type, name) => type.Replace(name.Long, name.Short, StringComparison.Ordinal)),
        Nullable = json.GetProperty("nullable").GetBoolean(),
        Given = Optional(json, "given"),
        Computed = json.GetProperty("computed").GetBoolean(),
        Comment = Optional(json, "comment"),
    };

    private static EntityRule Rule(JsonElement json) => new()
    {
        Name = Text(json, "name"),
        Kind = Text(json, "kind") switch
        {
            "p" => RuleKind.PrimaryKey,
            "u" => RuleKind.Unique,
            "x" => RuleKind.Exclusion,
            "c" => RuleKind.Check,
            _ => RuleKind.Trigger,
        },
        Parts = Text(json, "parts"),
        Predicate = Optional(json, "predicate"),
        Columns = Texts(json, "columns"),
        IsWholeKey = json.GetProperty("whole").GetBoolean(),
        Definition = Text(json, "definition"),
        Comment = Optional(json, "comment"),
    };

    private static Relationship Relationship(JsonElement json, Dictionary<QualifiedName, Entity> entities)
    {
        var child = entities[new(Text(json, "childSchema"), Text(json, "child"))];
        var columns = Texts(json, "childColumns");
        return new()
        {
            Name = Text(json, "name"),
            Child = child.Name,
            ChildColumns = columns,
            Parent = new(Text(json, "parentSchema"), Text(json, "parent")),
            ParentColumns = Texts(json, "parentColumns"),
            Optional = MayBeNull(child, columns, json.GetProperty("full").GetBoolean()),
            OneToOne = child.HasKeyWithin([.. columns]),
            Definition = Text(json, "definition"),
            Comment = Optional(json, "comment"),
        };
    }

    /// <summary>
    /// One null among several columns is enough, unless the key is `match full`: then it is all or none of them.
    /// </summary>
    /// <remarks>https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARMS-REFERENCES</remarks>
    private static bool MayBeNull(Entity child, List<string> columns, bool isFull)
    {
        var nullable = child.Columns.Count(column => column.Nullable && columns.Contains(column.Name));
        return isFull ? nullable == columns.Count : nullable > 0;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static string? Optional(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static List<string> Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
