namespace Underpin.Cli.Json;

/// <summary>A diagram that <c>design draw</c> made.</summary>
/// <param name="Candidate">Its name.</param>
/// <param name="File">Where it was written; null where it is <c>drawing</c>.</param>
/// <param name="Tables">How many are in it, without views.</param>
/// <param name="ForeignKeys">How many are in it.</param>
/// <param name="Drawing">The diagram; null where it was written to a file.</param>
internal sealed record Drawn(string Candidate, string? File, int Tables, int ForeignKeys, string? Drawing);
