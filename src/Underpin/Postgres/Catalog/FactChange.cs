namespace Underpin.Postgres.Catalog;

/// <summary>A fact about an object that is another than before.</summary>
internal sealed record FactChange(CatalogEntry Before, CatalogEntry After, string Fact)
{
    public string? Was => Before[Fact];

    public string? Is => After[Fact];
}
