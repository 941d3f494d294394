namespace Underpin.Demo.Processes;

/// <summary>How a command of the tool ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, double Seconds);
