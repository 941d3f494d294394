namespace Underpin.Tests;

/// <summary>What the tool answered.</summary>
internal sealed record ToolAnswer(ExitCode ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Errors}";
}
