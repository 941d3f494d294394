using Npgsql;
using Underpin.Postgres;

namespace Underpin.Design.Drawing.Catalogue;

/// <summary>The tables of a database and what ties them together, read from the live catalogue.</summary>
internal sealed record EntityCatalogue
{
    private static readonly Sql _read = EmbeddedSql.Beside(typeof(EntityCatalogue), "entities.sql");

    public required IReadOnlyList<Entity> Entities { get; init; }

    public required IReadOnlyList<Relationship> Relationships { get; init; }

    public static async Task<EntityCatalogue> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(_read.Text, connection);
        return EntityDocument.Read((string)(await command.ExecuteScalarAsync(cancellationToken))!);
    }
}
