using Npgsql;
using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>The rows that back.sql cannot rebuild, as the newest full verify found them.</summary>
internal sealed class Loss(Database database)
{
    public async Task<long> CountAsync(string change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select coalesce((
                select found from underpin.run
                where change = $1 and kind = 'verify' and direction = 'reverse' and finished_at is not null
                order by id desc
                limit 1), -1)
            """, connection)
        {
            Parameters = { new() { Value = change } },
        };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
