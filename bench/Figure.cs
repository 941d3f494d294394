using System.Globalization;

namespace Underpin.Bench;

/// <summary>One measured number and what it should be at most.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The number.</param>
/// <param name="Goal">At most this; null where it only tells.</param>
/// <param name="Unit">Of the number; empty for a ratio.</param>
internal sealed record Figure(string Name, double Value, double? Goal, string Unit = "")
{
    public bool Holds => Goal is null || Value <= Goal;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-56} {Value,10:0.000} {Unit,-4} "
            + $"{(Goal is null ? "" : $"goal: at most {Goal:0.###}{(Holds ? "" : "  MISSED")}")}");
}
