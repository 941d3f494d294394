using Npgsql;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Drawing;

/// <summary>A schema that was created for a test, read back from the catalogue.</summary>
internal static class DrawnSchema
{
    public static async Task<EntityCatalogue> OfAsync(string schema)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(await TestServer.NewDatabaseAsync());
        await connection.OpenAsync(cancellationToken);
        await using (var create = new NpgsqlCommand(schema, connection))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        return await EntityCatalogue.ReadAsync(new Session(connection), cancellationToken);
    }

    /// <summary>A schema with every shape of table and key that matters to a drawing.</summary>
    public static Task<EntityCatalogue> TrainingAsync() =>
        OfAsync(Repository.Text("test/Underpin.Tests/Design/Drawing/training.sql"));
}
