namespace Underpin.Demo;

/// <summary>A command of the walk, and how long it took.</summary>
internal sealed record StepRun(string Name, string Command, double Seconds);
