using Underpin.Live.Plans;

namespace Underpin.Live.Writes;

/// <summary>
/// Decides whether a transaction of ours that failed is run again, and follows the plan before it is.
/// </summary>
internal sealed class Retry(LiveChange change, Instance instance)
{
    // A plan moves by an operator's command: more than a few times within one write means something else is wrong.
    private const int MostMoves = 20;

    // Writing both schemas takes more locks than the application did before, so a deadlock may be of our making.
    private const int MostDeadlocks = 3;

    private int _moves;
    private int _deadlocks;

    /// <summary>Whether to look into it: at worst the plan is read in vain.</summary>
    public bool MayHelp(Exception exception) =>
        ServerError.IsDeadlock(exception) ? _deadlocks < MostDeadlocks
        : _moves < MostMoves
            && (ServerError.IsSerializationFailure(exception) || ServerError.IsMissingObject(exception));

    /// <summary>Whether the follower's failure is better met by another try of all than by doing without it.</summary>
    public bool MayHelpFollower(Exception exception) => ServerError.IsDeadlock(exception) && MayHelp(exception);

    /// <summary>Reads the plan anew where that is what failed; false where nothing changed that could help.</summary>
    public async Task<bool> PrepareAsync(PlanInForce plan, Exception exception, CancellationToken cancellationToken)
    {
        if (ServerError.IsDeadlock(exception))
        {
            _deadlocks++;
            return true;
        }

        _moves++;
        await instance.RefreshPastAsync(change, plan, cancellationToken);
        if (ServerError.IsMissingObject(exception))
        {
            return !ReferenceEquals(change.Current, plan);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(100, (1 << _moves) - 2)), cancellationToken);
        return true;
    }
}
