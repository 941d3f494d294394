namespace Underpin.Postgres.Catalog;

/// <summary>One object of a database, or one column, and the facts about it that others rely on.</summary>
internal sealed record CatalogEntry
{
    /// <summary>Class, OID and column number: stays when the object gets another name.</summary>
    public required string Key { get; init; }

    /// <summary>As <c>pg_identify_object</c> says it: <c>table column</c>.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// As <c>pg_identify_object</c> says it, quoted where it must be: <c>public.golf_courses.name</c>.
    /// </summary>
    public required string Identity { get; init; }

    /// <summary>As <c>pg_identify_object_as_address</c> says it: the parts of the name, unquoted.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What tells functions of one name apart.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Its own name alone.</summary>
    public required string Name { get; init; }

    /// <summary>Keys of what it goes away with.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    public required IReadOnlyDictionary<string, string?> Facts { get; init; }

    public bool IsColumn => Type == "table column";

    /// <summary>OID of the object; of its table where this is a column.</summary>
    public string Oid => Key.Split('/')[1];

    public string? this[string fact] => Facts.GetValueOrDefault(fact);

    /// <summary>As a person says it: <c>column golf_courses.name</c>.</summary>
    public string Plain =>
        Type.Replace("table column", "column", StringComparison.Ordinal)
            .Replace("table constraint", "constraint", StringComparison.Ordinal)
        + $" {Identity.Replace("public.", "", StringComparison.Ordinal)}";
}
