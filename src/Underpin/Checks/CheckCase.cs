namespace Underpin.Checks;

/// <summary>Which of several answers a check gives.</summary>
public static class CheckCase
{
    /// <summary>Not every write reaches both schemas now, so that there is nothing to look at.</summary>
    public const string NotWritingBoth = "not-writing-both";

    /// <summary>None has finished since then, or it is not so now.</summary>
    public const string None = "none";

    /// <summary>Rows were written by populate or repair since.</summary>
    public const string WrittenSince = "written-since";

    /// <summary>A populate or repair was stopped before its end: it goes first.</summary>
    public const string Stopped = "stopped";

    /// <summary>Differences were found.</summary>
    public const string Found = "found";

    /// <summary>No instance of the application is alive.</summary>
    public const string NobodyIsLive = "nobody-is-live";

    /// <summary>An instance does not know the change, and will not learn it by waiting.</summary>
    public const string Unaware = "unaware";

    /// <summary>An instance still acts on an earlier plan.</summary>
    public const string Behind = "behind";

    /// <summary>The rows that cannot be rebuilt were accepted by their number.</summary>
    public const string Accepted = "accepted";

    /// <summary>Another number of rows was accepted than cannot be rebuilt.</summary>
    public const string AcceptedOtherwise = "accepted-otherwise";

    /// <summary>The server's statistics were reset.</summary>
    public const string StatisticsReset = "statistics-reset";
}
