using Npgsql;
using Underpin.Demo.Processes;
using Underpin.Demo.Traffic;

namespace Underpin.Demo.Proof;

/// <summary>Looks at the database when all is done, past the tool: is everything there that anybody wrote?</summary>
internal sealed class Inspection(NpgsqlConnection owner, Population population)
{
    public async Task<Evidence> LookAsync(CancellationToken cancellationToken) => new(
        await DiscrepanciesAsync(cancellationToken),
        await LostAsync(cancellationToken),
        await OldColumnsAsync(cancellationToken));

    private async Task<long> DiscrepanciesAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select found from underpin.run
            where change = $1 and kind = 'verify' and finished_at is not null
            order by id desc limit 1
            """,
            owner)
        {
            Parameters = { new() { Value = GolfStory.Change } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) as long?
            ?? throw new DemoException("No verify is on record.");
    }

    /// <summary>Every course of back.sql against what was there at first, or what its writer wrote last.</summary>
    private async Task<long> LostAsync(CancellationToken cancellationToken)
    {
        var written = population.Lively.Where(course => course is { Exists: true, Unknown: false })
            .ToDictionary(course => course.Shape.Name, course => course.Shape);
        var unknown = population.Lively.Count(course => course.Unknown);
        var (right, extra) = (0L, 0L);
        var back = await File.ReadAllTextAsync(
            Path.Combine(Paths.Database, "changes", GolfStory.Change, "back.sql"), cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            select back.id, golf_courses.name, back.architect_1, back.architect_2
            from ({back.TrimEnd().TrimEnd(';')}) as back
            join golf_courses on golf_courses.id = back.id
            """,
            owner)
        {
            CommandTimeout = 0,
        };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var shape = new OldShape(rows.GetString(1), Text(rows, 2), Text(rows, 3));
            if (population.Stable.TryGetValue(rows.GetInt64(0), out var hash))
            {
                right += hash == Population.Hash(shape.Architect1, shape.Architect2) ? 1 : 0;
            }
            else if (written.TryGetValue(shape.Name, out var expected))
            {
                right += expected == shape ? 1 : 0;
            }
            else
            {
                extra++;
            }
        }

        // A course that came back after its deletion is as wrong as one that is missing.
        return population.Stable.Count + written.Count - right + Math.Max(0, extra - unknown);
    }

    private async Task<IReadOnlyList<string>> OldColumnsAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select a.attrelid::regclass || '.' || a.attname
            from pg_attribute as a
            join pg_class as c on c.oid = a.attrelid
            where a.attname in ('architect_1', 'architect_2') and not a.attisdropped and c.relkind in ('r', 'p', 'm')
            """,
            owner);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var left = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            left.Add(rows.GetString(0));
        }

        return left;
    }

    private static string? Text(NpgsqlDataReader rows, int column) =>
        rows.IsDBNull(column) ? null : rows.GetString(column);
}
