using Npgsql;
using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>The new schema may hold what the old one cannot say; from then on, going back would lose it.</summary>
internal sealed class PointOfNoReturn(Database database)
{
    public async Task<Check> AskAsync(string change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with newest as (
                select id from underpin.run
                where change = $1 and kind = 'verify' and finished_at is not null
                order by id desc
                limit 2
            )
            select count(*), (array_agg(format('%s %s, seen %s', target, target_key,
                to_char(found_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')) order by found_at))[1]
            from underpin.discrepancy
            where class = 'inexpressible' and run in (select id from newest)
            """, connection)
        {
            Parameters = { new() { Value = change } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        const string Asks = "the old schema can express every row of the new one";
        var count = reader.GetInt64(0);
        return count == 0
            ? new(Asks, true, "as of the newest verify")
            : new(Asks, false, $"past the point of no return: {count:N0} rows, the first {reader.GetString(1)}");
    }
}
