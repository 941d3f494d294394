using Microsoft.Extensions.Logging;

namespace Underpin.Live.Telemetry;

/// <summary>All that the library logs: names and versions, never a row's values.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The plan of {Change} is version {Version} from now on")]
    public static partial void PlanAdopted(this ILogger logger, string change, long version);

    [LoggerMessage(2, LogLevel.Warning,
        "The plan could not be read; the next look follows. "
        + "May this role use schema underpin (underpin install --role)?")]
    public static partial void RefreshFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The connection that listens for plans was lost; polling meanwhile")]
    public static partial void ListenFailed(this ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Warning,
        "This instance could not take its row out of underpin.instance; its lease runs out")]
    public static partial void LeaveFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "The {Follower} write of {Change} failed and was contained: {Reason}")]
    public static partial void FollowerFailed(this ILogger logger, string change, string follower, string reason);

    [LoggerMessage(6, LogLevel.Error,
        "A failed {Follower} write of {Change} could not be recorded ({SqlState}); "
        + "the next verify finds what is missing")]
    public static partial void FailureNotRecorded(this ILogger logger, string change, string follower, string sqlState);

    [LoggerMessage(7, LogLevel.Debug, "A shadow read of {Change} at {Path} failed: {Reason}")]
    public static partial void ShadowFailed(this ILogger logger, string change, string path, string reason);

    [LoggerMessage(8, LogLevel.Warning, "The counts of shadow reads could not be written, and are kept: {Reason}")]
    public static partial void CountsNotWritten(this ILogger logger, string reason);

    [LoggerMessage(9, LogLevel.Error,
        "The plan of {Change} is at stage {Stage}, unknown to this version of Underpin.Live: its reads and writes are "
        + "refused until the package is updated")]
    public static partial void StageUnknown(this ILogger logger, string change, string stage);
}
