namespace Underpin.Cli.Json;

/// <summary>What <c>local start</c> came to.</summary>
/// <param name="Connection">The connection string, with its password.</param>
/// <param name="Port">On loopback.</param>
/// <param name="Directory">Where the server keeps its data.</param>
/// <param name="RanAlready">It ran before.</param>
internal sealed record LocalStarted(string Connection, int Port, string Directory, bool RanAlready);
