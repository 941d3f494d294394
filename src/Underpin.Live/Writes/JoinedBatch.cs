using Npgsql;

namespace Underpin.Live.Writes;

/// <summary>Sends commands of ours in the application's transaction, in one round trip.</summary>
internal static class JoinedBatch
{
    public static async Task RunAsync(
        Joining joining, IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(joining.Transaction.Connection, joining.Transaction);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
