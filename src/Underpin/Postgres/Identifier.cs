namespace Underpin.Postgres;

/// <summary>A name in SQL, always quoted, so that no name can be read as anything else.</summary>
/// <remarks>https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS</remarks>
internal readonly record struct Identifier(string Name)
{
    public override string ToString() => "\"" + Name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
