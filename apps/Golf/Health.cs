using Npgsql;

namespace Golf;

/// <summary>Whether this instance can serve.</summary>
internal static class Health
{
    public static async Task<IResult> CheckAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return Results.Text("healthy\n");
        }
        catch (NpgsqlException)
        {
            return Results.Text("the database does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
