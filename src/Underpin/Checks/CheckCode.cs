namespace Underpin.Checks;

/// <summary>What gates ask.</summary>
public static class CheckCode
{
    /// <summary>
    /// Lint finds nothing in expand.sql. Figures: statements, findings. Objects: each rule with its place.
    /// </summary>
    public const string Lint = "lint";

    /// <summary>The new schema is there. Objects: the stage.</summary>
    public const string Expanded = "expanded";

    /// <summary>
    /// Every live instance has acknowledged the plan. Figures: live, acknowledged, version, and by the name of each
    /// instance that lags the version it is at. Objects: the instances that lag.
    /// </summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>Every write reaches both schemas. Figures: percent. Times: since.</summary>
    public const string WritesBoth = "writes-both";

    /// <summary>The targets were populated in this time. Figures: sourceRows. Times: finished.</summary>
    public const string Populated = "populated";

    /// <summary>
    /// A full verify found nothing and nothing was written since. Figures: sourceRows, found. Times: finished. Objects:
    /// the kind of run that was stopped before its end.
    /// </summary>
    public const string Verified = "verified";

    /// <summary>
    /// A full verify of back.sql against what is retired found nothing. Figures and times as of <see cref="Verified"/>;
    /// where rows were to be accepted also lost, accepted.
    /// </summary>
    public const string Rebuilt = "rebuilt";

    /// <summary>
    /// No contained failure is left. Figures: count. Rows: the latest key. Objects: its error. Times: failed.
    /// </summary>
    public const string FailuresSettled = "failures-settled";

    /// <summary>
    /// Enough reads were compared. Figures: required, compared, unknown. Objects: where the last unknown mismatch was.
    /// </summary>
    public const string Compared = "compared";

    /// <summary>The new schema answers every read. Figures: percent.</summary>
    public const string ReadsNew = "reads-new";

    /// <summary>The old schema leads. Objects: who leads, and the stage.</summary>
    public const string OldLeads = "old-leads";

    /// <summary>The new schema leads. Objects: who leads.</summary>
    public const string NewLeads = "new-leads";

    /// <summary>Both schemas are in use. Objects: the stage.</summary>
    public const string BothInUse = "both-in-use";

    /// <summary>
    /// The old schema can express every row of the new one. Figures: rows. Rows: the first. Times: found.
    /// </summary>
    public const string Expressible = "expressible";

    /// <summary>
    /// The new schema has been in charge long enough. Figures: required and elapsed, in seconds. Times: since.
    /// </summary>
    public const string InCharge = "in-charge";

    /// <summary>
    /// What is retired has been set aside long enough. Figures: required and elapsed, in seconds. Times: since.
    /// </summary>
    public const string SetAside = "set-aside";

    /// <summary>No instance used the old schema since it was stopped. Objects: who did. Times: since, used.</summary>
    public const string OldUnused = "old-unused";

    /// <summary>The table was in use meanwhile. Figures: reads, writes. Objects: the table.</summary>
    public const string WasInUse = "was-in-use";

    /// <summary>Nothing else in the database depends on what is dropped. Objects: what does.</summary>
    public const string NothingDepends = "nothing-depends";

    /// <summary>The old schema is still there, set aside or in use. Objects: the stage.</summary>
    public const string NotDropped = "not-dropped";

    /// <summary>As an earlier version wrote it down. Objects: what was asked, what was found.</summary>
    public const string Recorded = "recorded";
}
