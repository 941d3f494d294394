using System.Data;
using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Shadow;

/// <summary>Asks the follower what the leader answered, and compares.</summary>
internal sealed class ShadowRead<T>(LiveChange change, DualRead<T> read, Side leader, T answer)
    : ShadowJob(change, read.Path, read.Key)
{
    private readonly Answers<T> _answers = new(read);

    public override async Task<ShadowOutcome> RunAsync(
        NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var other = await (leader == Side.Old ? read.New : read.Old)(connection, cancellationToken);
        return AreSame(other) ? ShadowOutcome.Same : await InOneSnapshotAsync(connection, cancellationToken);
    }

    private bool AreSame(T other)
    {
        try
        {
            return leader == Side.Old ? _answers.AreSame(answer, other) : _answers.AreSame(other, answer);
        }
        catch (InvalidOperationException)
        {
            // The caller has the leader's answer too, and may be changing it at this moment: both are asked again.
            return false;
        }
    }

    // Between the two reads someone may have written: only what differs in one snapshot differs.
    private async Task<ShadowOutcome> InOneSnapshotAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellationToken);
        await using (var readOnly = new NpgsqlCommand("set transaction read only", connection, transaction))
        {
            await readOnly.ExecuteNonQueryAsync(cancellationToken);
        }

        var old = await read.Old(connection, cancellationToken);
        var @new = await read.New(connection, cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
        return _answers.Compare(old, @new);
    }
}
