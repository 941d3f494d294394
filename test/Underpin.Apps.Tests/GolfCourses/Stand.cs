namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>How far the golf change has come, and so what the application meets.</summary>
public enum Stand
{
    /// <summary>No schema <c>underpin</c>, no new tables.</summary>
    NotInstalled,
    WritesOld,
    WritesBoth,
    ReadsNew,
    NewLeads,
    OldStopped,
    SetAside,
    Dropped,
}
