using Tool = Underpin.Changes.Plans;

namespace Underpin.Tests.Live;

/// <summary>A plan that a test puts in force.</summary>
internal sealed record TestPlan
{
    private static readonly Dictionary<string, Tool.Stage> _stages = new()
    {
        ["begun"] = Tool.Stage.Begun,
        ["expanded"] = Tool.Stage.Expanded,
        ["old stopped"] = Tool.Stage.OldStopped,
        ["set aside"] = Tool.Stage.SetAside,
        ["dropped"] = Tool.Stage.Dropped,
    };

    public static TestPlan WriteBoth { get; } = new() { Write = 100 };

    public string Stage { get; init; } = "expanded";

    public double Write { get; init; }

    public string[] WriteUsers { get; init; } = [];

    public string[] WriteGroups { get; init; } = [];

    public double Read { get; init; }

    public string[] ReadUsers { get; init; } = [];

    public string[] ReadGroups { get; init; } = [];

    public double Shadow { get; init; }

    public string Lead { get; init; } = "old";

    /// <summary>As the operator's tool has it, next after another.</summary>
    public Tool.Plan After(Tool.Plan earlier) => earlier with
    {
        Stage = _stages[Stage],
        Write = new() { Percent = Write, Users = WriteUsers, Groups = WriteGroups },
        Read = new() { Percent = Read, Users = ReadUsers, Groups = ReadGroups },
        ShadowPercent = Shadow,
        Lead = Lead == "new" ? Tool.Lead.New : Tool.Lead.Old,
    };
}
