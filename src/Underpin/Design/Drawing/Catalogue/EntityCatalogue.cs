using Underpin.Postgres;

namespace Underpin.Design.Drawing.Catalogue;

/// <summary>The tables of a database and what ties them together, read from the live catalogue.</summary>
internal sealed record EntityCatalogue
{
    private static readonly Sql _read = EmbeddedSql.Beside(typeof(EntityCatalogue), "entities.sql");

    public required IReadOnlyList<Entity> Entities { get; init; }

    public required IReadOnlyList<Relationship> Relationships { get; init; }

    public static async Task<EntityCatalogue> ReadAsync(Session session, CancellationToken cancellationToken) =>
        EntityDocument.Read(await session.ScalarAsync<string>(_read, cancellationToken));
}
