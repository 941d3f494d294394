using System.Data;
using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>One of two who record a fact at the same time, each in a transaction of its own.</summary>
internal sealed class Contender(NpgsqlConnection connection, Recorder recorder, FactCall fact, IsolationLevel isolation)
{
    private NpgsqlTransaction? _transaction;
    private Recording? _recording;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public NpgsqlConnection Connection => connection;

    /// <summary>What the server said; null: nothing against it.</summary>
    public string? SqlState => _recording?.Refusal?.SqlState;

    public async Task BeginAsync() => _transaction = await connection.BeginTransactionAsync(isolation, Stop);

    public async Task RecordAsync() => _recording = await recorder.RecordAsync(fact, Stop);

    public async Task<bool> FinishAsync()
    {
        await RecordAsync();
        return await EndAsync();
    }

    /// <summary>Commits what was accepted; false: it was refused, by the schema or for the sake of the other.</summary>
    public async Task<bool> EndAsync()
    {
        await using var transaction = _transaction!;
        if (_recording!.Succeeded)
        {
            try
            {
                await transaction.CommitAsync(Stop);
                return true;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.SerializationFailure)
            {
                return false;
            }
        }

        Assert.True(
            SqlState is { } state && (state.StartsWith("23", StringComparison.Ordinal)
                || state is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or "0A000"),
            $"{fact.Say()}: {SqlState} {_recording.Refusal?.Message}");
        await transaction.RollbackAsync(Stop);
        return false;
    }
}
