using Npgsql;

namespace Underpin.Steps.Expand;

/// <summary>How often and how long what waits for locks is tried: short tries, growing pauses, an end.</summary>
internal sealed class Patience(TimeSpan budget, TimeProvider time)
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(10);

    private readonly long _started = time.GetTimestamp();
    private int _tries;

    public TimeSpan Left => budget - time.GetElapsedTime(_started);

    public static bool IsCrowded(PostgresException exception) => exception.SqlState
        is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.SerializationFailure;

    /// <summary>Lets the others work for a while: they queue behind every try.</summary>
    /// <returns>False where there is no time left.</returns>
    public async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        if (Left <= TimeSpan.Zero)
        {
            return false;
        }

        var pause = TimeSpan.FromMilliseconds(250 * Math.Pow(2, Math.Min(_tries++, 6)));
        var rest = Longer(Left, TimeSpan.FromMilliseconds(1));
        await Task.Delay(Shorter(Shorter(pause, _longestPause), rest), time, cancellationToken);
        return true;
    }

    /// <summary>What is told when patience has ended.</summary>
    public UnderpinException Ended(string what, string? who, Exception? cause) =>
        new("expand.lock",
            $"{what} could not have its lock within {Duration.Say(budget)}. "
            + $"In the way: {who ?? "somebody who is gone by now"}.",
            "Wait until that transaction has ended, or end it, and run the same command again: it continues here. "
            + "--patience sets how long to try.", cause)
        {
            ExitCode = ExitCode.LockNotHad,
        };

    /// <summary>The longer of two.</summary>
    public static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
