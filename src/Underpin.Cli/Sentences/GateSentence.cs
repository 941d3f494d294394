using Underpin.Checks;

namespace Underpin.Cli.Sentences;

/// <summary>What a gate opens the way to, for people.</summary>
internal static class GateSentence
{
    public static string Say(string step) => step switch
    {
        GateCode.Expand => "expand",
        GateCode.Write => "write both",
        GateCode.Populate => "populate",
        GateCode.Verify => "verify",
        GateCode.Repair => "repair",
        GateCode.Shadow => "compare reads in the background",
        GateCode.Read => "read from the new schema",
        GateCode.LeadNew => "let the new schema lead",
        GateCode.LeadOld => "let the old schema lead again",
        GateCode.StopOld => "stop writing the old schema and set it aside",
        GateCode.SetAside => "set aside what is retired",
        GateCode.Drop => "drop what was set aside",
        GateCode.Back => "go back",
        _ => step,
    };
}
