namespace Underpin.Tests.Live;

/// <summary>A plan that a test puts in force.</summary>
internal sealed record TestPlan
{
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

    public IEnumerable<object> Values() =>
        [Stage, Write, WriteUsers, WriteGroups, Read, ReadUsers, ReadGroups, Shadow, Lead];
}
