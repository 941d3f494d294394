namespace Underpin;

/// <summary>What the tool answers to the shell.</summary>
public enum ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    Done = 0,

    /// <summary>Findings, discrepancies, or a gate that is shut.</summary>
    Findings = 1,

    /// <summary>Wrong usage: an option, an argument, a file that is not what it should be.</summary>
    Usage = 2,

    /// <summary>It failed.</summary>
    Failed = 3,

    /// <summary>A lock could not be had in time; the same command may be run again.</summary>
    LockNotHad = 4,
}
