namespace Underpin.Postgres;

/// <summary>The name of a table, view or function with its schema.</summary>
internal sealed record QualifiedName(string Schema, string Name)
{
    /// <summary>As a person writes it: without quotes, and without the schema where that is <c>public</c>.</summary>
    public string Plain => Schema == "public" ? Name : $"{Schema}.{Name}";

    public override string ToString() => $"{new Identifier(Schema)}.{new Identifier(Name)}";
}
