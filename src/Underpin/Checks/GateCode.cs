namespace Underpin.Checks;

/// <summary>What the gates open the way to.</summary>
public static class GateCode
{
    /// <summary>Running expand.sql on the live database.</summary>
    public const string Expand = "expand";

    /// <summary>Writing both schemas.</summary>
    public const string Write = "write";

    /// <summary>Filling the targets.</summary>
    public const string Populate = "populate";

    /// <summary>Comparing both schemas.</summary>
    public const string Verify = "verify";

    /// <summary>Putting right what differs.</summary>
    public const string Repair = "repair";

    /// <summary>Comparing reads in the background.</summary>
    public const string Shadow = "shadow";

    /// <summary>Answering users from the new schema.</summary>
    public const string Read = "read";

    /// <summary>Letting the new schema lead.</summary>
    public const string LeadNew = "lead-new";

    /// <summary>Letting the old schema lead again.</summary>
    public const string LeadOld = "lead-old";

    /// <summary>No longer writing the old schema.</summary>
    public const string StopOld = "stop-old";

    /// <summary>Setting aside what is retired.</summary>
    public const string SetAside = "set-aside";

    /// <summary>Dropping what was set aside.</summary>
    public const string Drop = "drop";

    /// <summary>Taking a step back.</summary>
    public const string Back = "back";
}
