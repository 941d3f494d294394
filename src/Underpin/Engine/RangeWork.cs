using Underpin.Postgres;

namespace Underpin.Engine;

/// <summary>
/// What is done to each range of a walk: populating it, comparing it, repairing it. To add a work, write its class
/// beside the step that walks, and give the walk a way to make one for each worker.
/// </summary>
internal abstract class RangeWork : IAsyncDisposable
{
    /// <summary>Works on a range. It counts as done in the same transaction as what this writes.</summary>
    /// <param name="session">In a READ COMMITTED transaction that has claimed the range.</param>
    /// <param name="batch">The range.</param>
    /// <param name="again">It failed before, and may meet what it failed of again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract Task<RangeCounts> DoAsync(
        Session session, Batch batch, bool again, CancellationToken cancellationToken);

    /// <summary>After a range is committed.</summary>
    /// <param name="session">Outside of a transaction.</param>
    /// <param name="mostOfTheWriting">So many ranges have been written to that the planner should look at the targets
    /// again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual Task CommittedAsync(Session session, bool mostOfTheWriting, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
