using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Histories;

/// <summary>
/// Asks a candidate what is legal: each fact is recorded in a savepoint, and taken back where it is refused. All of it
/// is rolled back when this is disposed, unless it was committed.
/// </summary>
internal sealed class HistoryTrial : IAsyncDisposable
{
    private const string Point = "fact";

    private readonly Session _session;
    private readonly NpgsqlTransaction _transaction;
    private readonly Recorder _recorder;

    private HistoryTrial(Session session, NpgsqlTransaction transaction, Recorder recorder)
    {
        _session = session;
        _transaction = transaction;
        _recorder = recorder;
    }

    public static async Task<HistoryTrial> BeginAsync(CandidateDatabase database, CancellationToken cancellationToken)
    {
        var session = await database.Database.SessionAsync(cancellationToken);
        var transaction = await session.BeginAsync(cancellationToken);
        // Many facts of few kinds, in tables that are nearly empty: a plan that is made once and goes by index is best.
        await session.ExecuteAsync(
            Sql.Of($"""
                set local plan_cache_mode = force_generic_plan;
                set local enable_seqscan = off;
                set local jit = off
                """),
            cancellationToken);
        return new(session, transaction, database.Recorder(session));
    }

    /// <summary>Was it recorded, all constraints included? Where not, no trace of it is left.</summary>
    public async Task<bool> AcceptsAsync(FactCall fact, CancellationToken cancellationToken) =>
        await RecordAsync(fact, cancellationToken) is { Succeeded: true };

    /// <summary>How recording went, deferred constraints included; where it failed, no trace of it is left.</summary>
    public async Task<Recording> RecordAsync(FactCall fact, CancellationToken cancellationToken)
    {
        await _transaction.SaveAsync(Point, cancellationToken);
        var recording = await _recorder.RecordAsync(fact, cancellationToken);
        if (recording.Succeeded && await _recorder.CheckConstraintsAsync(cancellationToken) is { } refusal)
        {
            recording = recording with { Refusal = refusal };
        }

        if (!recording.Succeeded)
        {
            await TakeBackAsync(cancellationToken);
        }

        return recording;
    }

    /// <summary>Takes back what was recorded last.</summary>
    public Task TakeBackAsync(CancellationToken cancellationToken) =>
        _transaction.RollbackAsync(Point, cancellationToken);

    /// <summary>Keeps what was recorded.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _session.DisposeAsync();
    }
}
