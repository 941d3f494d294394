using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Writes;

namespace Underpin.Live;

/// <summary>
/// A write of both schemas inside a transaction that the application owns: <see cref="WriteAsync"/> as often as needed,
/// then <see cref="CompleteAsync"/>, then the application commits. Dispose it in every case.
/// </summary>
public sealed class JoinedWrite : IDisposable
{
    private readonly Joining _joining;
    private bool _left;

    internal JoinedWrite(Joining joining) => _joining = joining;

    /// <summary>Whether this write reaches the old schema.</summary>
    public bool WritesOld => _joining.Sides.UsesOld;

    /// <summary>Whether this write reaches the new schema.</summary>
    public bool WritesNew => _joining.Sides.Both || _joining.Sides.Leader == Side.New;

    /// <summary>
    /// Writes what is shared, then the leader's part, then (where the plan says so) the follower's behind a savepoint:
    /// its failure is recorded for repair and otherwise goes unnoticed.
    /// </summary>
    public async Task WriteAsync(
        Func<CancellationToken, Task>? common,
        Func<CancellationToken, Task> old,
        Func<CancellationToken, Task> @new,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        ObjectDisposedException.ThrowIf(_left, this);
        if (_joining.Sides.UsesOld)
        {
            _joining.Change.UsedOld(_joining.Plan);
        }

        if (common is not null)
        {
            await common(cancellationToken);
        }

        var (leader, follower) = _joining.Sides.Leader == Side.Old ? (old, @new) : (@new, old);
        await leader(cancellationToken);
        if (_joining.Sides.Both)
        {
            await new JoinedFollower(_joining).RunAsync(follower, cancellationToken);
        }

        _joining.Telemetry.Written(activity: null, _joining.Plan.Plan, _joining.Sides);
    }

    /// <summary>
    /// Asserts that the plan is still in force, and keeps it so until the transaction ends. Call it last.
    /// </summary>
    /// <exception cref="PostgresException">40001: the plan moved; run the whole transaction again.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_left, this);
        if (!_joining.AssertsFirst)
        {
            await AssertAsync([Fence.Assert(_joining.Plan.Plan)], cancellationToken);
        }

        Dispose();
    }

    /// <summary>Ends the write as far as the plan is concerned; the transaction is the application's to end.</summary>
    public void Dispose()
    {
        if (!_left)
        {
            _left = true;
            _joining.Change.Leave(_joining.Plan);
        }
    }

    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_joining.AssertsFirst)
        {
            await AssertAsync([Fence.Lock(), Fence.Assert(_joining.Plan.Plan)], cancellationToken);
        }
    }

    private async Task AssertAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        try
        {
            await JoinedBatch.RunAsync(_joining, commands, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            // The application runs its transaction again: under the new plan, if that can be had.
            Dispose();
            await _joining.Instance.TryRefreshPastAsync(_joining.Change, _joining.Plan, cancellationToken);
            throw;
        }
    }
}
