using Npgsql;
using NpgsqlTypes;
using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>What populate, verify and the running application left as evidence.</summary>
internal sealed class Verification(Database database)
{
    public async Task<Epochs> EpochsAsync(string change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return new(await PlanRow.HistoryAsync(connection, change, cancellationToken));
    }

    /// <summary>Did a populate finish in this epoch?</summary>
    public async Task<Check> PopulatedAsync(Plan? epoch, CancellationToken cancellationToken)
    {
        const string Asks = "the new tables were populated while every write reached both schemas";
        if (epoch is null)
        {
            return new(Asks, false, "not every write reaches both schemas");
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select source_rows, finished_at from underpin.run
            where change = $1 and kind = 'populate' and not rehearsal and plan_version >= $2
              and finished_at is not null
            order by finished_at desc
            limit 1
            """, connection)
        {
            Parameters = { new() { Value = epoch.Change }, new() { Value = epoch.Version } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(Asks, true, $"{reader.GetInt64(0):N0} source rows, finished {reader.GetDateTime(1):u}")
            : new(Asks, false, "no populate has finished since then");
    }

    /// <summary>Did a full verify find nothing, after the last row that Underpin itself wrote?</summary>
    public async Task<Check> CleanAsync(Plan? epoch, string direction, CancellationToken cancellationToken)
    {
        var asks = direction == "forward"
            ? "a full verify since the last populate and repair found nothing"
            : "a full verify of back.sql against what is retired found nothing";
        if (epoch is null)
        {
            return new(asks, false, "not every write reaches both schemas");
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(EmbeddedSql.Beside(typeof(Verification), "clean.sql").Text, connection)
        {
            Parameters =
            {
                new() { Value = epoch.Change },
                new() { Value = epoch.Version },
                new() { Value = direction },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return new(asks, false, "no full verify has finished since then");
        }

        var found = reader.GetInt64(0);
        var finished = reader.GetDateTime(1);
        return reader.GetBoolean(2)
            ? new(asks, false, $"rows were written by populate or repair since the verify of {finished:u}")
            : found == 0
                ? new(asks, true, $"{reader.GetInt64(3):N0} source rows compared, finished {finished:u}")
                : new(asks, false, $"the verify of {finished:u} found {found:N0}");
    }

    /// <summary>
    /// When the first verify began that found nothing, and after which nothing of ours wrote rows; null where there is
    /// none. From then on the new schema is known to be right, and comparing reads says something.
    /// </summary>
    public async Task<DateTimeOffset?> CleanSinceAsync(
        Plan epoch, string direction, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            EmbeddedSql.Beside(typeof(Verification), "clean-since.sql").Text, connection)
        {
            Parameters =
            {
                new() { Value = epoch.Change },
                new() { Value = epoch.Version },
                new() { Value = direction },
            },
        };
        var at = await command.ExecuteScalarAsync(cancellationToken);
        return at is DateTime time ? new DateTimeOffset(time) : null;
    }

    /// <summary>Is every contained failure of a follower's write settled?</summary>
    public async Task<Check> NoFailuresAsync(string change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select count(*), (array_agg(format('"%s" at %s (%s)', key,
                to_char(failed_at at time zone 'UTC', 'HH24:MI:SS "UTC"'), message) order by id desc))[1]
            from underpin.write_failure
            where change = $1 and resolved_at is null
            """, connection)
        {
            Parameters = { new() { Value = change } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        const string Asks = "no failed write of the follower is left unsettled";
        var count = reader.GetInt64(0);
        return count == 0
            ? new(Asks, true, "none")
            : new(Asks, false, $"{count:N0}, the latest for key {reader.GetString(1)}");
    }

    /// <summary>Were enough shadow reads compared, since this moment and since the last unknown mismatch?</summary>
    public async Task<Check> ComparedAsync(
        string change, int atLeast, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var asks = $"at least {atLeast:N0} shadow reads compared since the clean verify, without an unknown mismatch";
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            EmbeddedSql.Beside(typeof(Verification), "compared.sql").Text, connection)
        {
            Parameters =
            {
                new() { Value = change },
                new()
                {
                    Value = (since ?? DateTimeOffset.MaxValue).UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz,
                },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var compared = reader.GetInt64(0);
        return new(asks, compared >= atLeast, reader.GetInt64(1) == 0
            ? $"{compared:N0} compared, no unknown mismatch"
            : $"{compared:N0} compared since the last of {reader.GetInt64(1):N0} unknown ones, in {reader.GetString(2)}");
    }
}
