using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Writes;

/// <summary>One try of one write: one plan, one decision.</summary>
internal sealed record WriteAttempt(Plan Plan, DualWrite Write, WriteSides Sides, Retry Retry)
{
    /// <summary>
    /// Whether a failure of the follower is taken back to a savepoint, rather than with the whole transaction.
    /// </summary>
    public bool BehindSavepoint { get; init; }

    /// <summary>Why the follower is left out of this try: it took an earlier one's transaction with it.</summary>
    public FollowerFailure? Without { get; init; }

    public async Task LeadAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (Write.Common is { } common)
        {
            await common(transaction, cancellationToken);
        }

        await Part(Sides.Leader)(transaction, cancellationToken);
    }

    public Task FollowAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        Part(Sides.Follower)(transaction, cancellationToken);

    private Func<NpgsqlTransaction, CancellationToken, Task> Part(Side side) =>
        side == Side.Old ? Write.Old : Write.New;
}
