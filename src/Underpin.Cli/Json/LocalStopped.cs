namespace Underpin.Cli.Json;

/// <summary>What <c>local stop</c> did.</summary>
/// <param name="Stopped">False where none ran.</param>
/// <param name="Directory">Where the server keeps its data.</param>
internal sealed record LocalStopped(bool Stopped, string Directory);
