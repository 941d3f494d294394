namespace Underpin.Cli.Json;

/// <summary>Whether the private server runs.</summary>
/// <param name="Running">False where none does.</param>
/// <param name="Directory">Where the server keeps its data.</param>
/// <param name="Port">On loopback; null where none runs.</param>
/// <param name="Process">The number of its first process; null where none runs.</param>
internal sealed record LocalStatus(bool Running, string Directory, int? Port, int? Process);
