using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Writes;

/// <summary>Decides whether a transaction that failed is run again, and has the plan read anew before it is.</summary>
internal sealed class Retry(LiveChange change, Instance instance)
{
    // A plan moves by an operator's command: more than a few times within one write means something else is wrong.
    private const int MostMoves = 20;

    // Deadlocks that dual writing may have brought in; the application has its own policy for the rest.
    private const int MostConflicts = 3;

    private int _moves;
    private int _conflicts;
    private TimeSpan _pause = TimeSpan.Zero;

    public bool MayHelp(PostgresException exception) => IsConflict(exception)
        ? _conflicts < MostConflicts
        : IsOutdated(exception) && _moves < MostMoves;

    public void Note(PostgresException exception)
    {
        if (IsConflict(exception))
        {
            _conflicts++;
        }
        else
        {
            _moves++;
        }

        _pause = TimeSpan.FromMilliseconds(Math.Min(100, Math.Pow(2, _moves + _conflicts) - 2));
    }

    public async Task PrepareAsync(PlanInForce plan, CancellationToken cancellationToken)
    {
        await instance.RefreshPastAsync(change, plan, cancellationToken);
        await Task.Delay(_pause, cancellationToken);
    }

    private static bool IsConflict(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.DeadlockDetected;

    private static bool IsOutdated(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.SerializationFailure;
}
