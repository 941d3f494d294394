namespace Underpin.Design;

/// <summary>The entity diagram of a candidate.</summary>
/// <param name="Candidate">Its name.</param>
/// <param name="Text">The diagram, in the format that was asked for.</param>
/// <param name="Tables">How many are in it, without views.</param>
/// <param name="ForeignKeys">How many are in it.</param>
public sealed record CandidateDrawing(string Candidate, string Text, int Tables, int ForeignKeys);
