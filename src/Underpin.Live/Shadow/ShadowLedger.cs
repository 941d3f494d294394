using Npgsql;
using NpgsqlTypes;
using Underpin.Live.Plans;

namespace Underpin.Live.Shadow;

/// <summary>Counts shadow reads by path, and writes the counts and the mismatches to schema <c>underpin</c>.</summary>
internal sealed class ShadowLedger(NpgsqlDataSource dataSource, Guid instance)
{
    // A wrong mapping makes every read a mismatch: a few a second tell as much as all of them.
    private const int MostKept = 20;

    private readonly Lock _gate = new();
    private Dictionary<(string Change, string Path), ShadowCounts> _counts = [];
    private Dictionary<(string Change, string Path, string? Known), int> _kept = [];

    public void Add(string change, string path, ShadowCounts counts)
    {
        lock (_gate)
        {
            _counts[(change, path)] = _counts.GetValueOrDefault((change, path), new()) + counts;
        }
    }

    public async Task KeepAsync(ShadowJob job, Plan plan, ShadowOutcome outcome, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var kind = (plan.Change, job.Path, outcome.Known);
            if ((_kept[kind] = _kept.GetValueOrDefault(kind) + 1) > MostKept)
            {
                return;
            }
        }

        await using var command = dataSource.CreateCommand(
            """
            insert into underpin.mismatch (change, path, key, old, new, known, instance, plan_version)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        command.Parameters.Add(new() { Value = plan.Change });
        command.Parameters.Add(new() { Value = job.Path });
        command.Parameters.Add(new() { Value = job.Key });
        command.Parameters.Add(new() { Value = outcome.Old, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = outcome.New, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new()
        {
            Value = (object?)outcome.Known ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        command.Parameters.Add(new() { Value = instance });
        command.Parameters.Add(new() { Value = plan.Version });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes what was counted; what could not be written is counted on.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string Change, string Path), ShadowCounts> counts;
        lock (_gate)
        {
            _kept = [];
            counts = _counts;
            _counts = [];
        }

        if (counts.Count == 0)
        {
            return;
        }

        var written = false;
        try
        {
            await WriteAsync(counts, cancellationToken);
            written = true;
        }
        finally
        {
            if (!written)
            {
                foreach (var ((change, path), lost) in counts)
                {
                    Add(change, path, lost);
                }
            }
        }
    }

    private async Task WriteAsync(
        Dictionary<(string Change, string Path), ShadowCounts> counts, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into underpin.comparison (change, path, instance, compared, mismatched, failed, shed)
            select c.change, c.path, $1, c.compared, c.mismatched, c.failed, c.shed
            from unnest($2, $3, $4, $5, $6, $7) as c (change, path, compared, mismatched, failed, shed)
            """);
        command.Parameters.Add(new() { Value = instance });
        command.Parameters.Add(new() { Value = counts.Keys.Select(at => at.Change).ToArray() });
        command.Parameters.Add(new() { Value = counts.Keys.Select(at => at.Path).ToArray() });
        command.Parameters.Add(new() { Value = counts.Values.Select(count => count.Compared).ToArray() });
        command.Parameters.Add(new() { Value = counts.Values.Select(count => count.Mismatched).ToArray() });
        command.Parameters.Add(new() { Value = counts.Values.Select(count => count.Failed).ToArray() });
        command.Parameters.Add(new() { Value = counts.Values.Select(count => count.Shed).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
