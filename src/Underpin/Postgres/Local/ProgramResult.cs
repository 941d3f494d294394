namespace Underpin.Postgres.Local;

/// <summary>How a program ended, and what it printed.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);
