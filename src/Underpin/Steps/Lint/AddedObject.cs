using System.Text.Json.Serialization;
using Underpin.Postgres.Catalog;

namespace Underpin.Steps.Lint;

/// <summary>Something that a statement adds, as <c>underpin.statement.added</c> keeps it.</summary>
/// <param name="Type">As <c>pg_identify_object</c> says it: <c>table column</c>.</param>
/// <param name="Identity">As <c>pg_identify_object</c> says it, quoted where it must be.</param>
/// <param name="Names">The parts of its name, unquoted: schema, table, column.</param>
/// <param name="OnExisting">An index on a table that was there before: its table is in use.</param>
public sealed record AddedObject(string Type, string Identity, IReadOnlyList<string> Names, bool OnExisting)
{
    internal static AddedObject Of(CatalogEntry entry, bool onExisting) =>
        new(entry.Type, entry.Identity, entry.Names, onExisting);

    /// <summary>As a person says it: <c>column golf_courses.architect_1</c>.</summary>
    [JsonIgnore]
    public string Plain =>
        Type.Replace("table ", "", StringComparison.Ordinal) + " "
        + Identity.Replace("public.", "", StringComparison.Ordinal);
}
