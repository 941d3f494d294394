namespace Underpin.Changes.Folder;

/// <summary>The candidates of a model folder that a change leads from and to.</summary>
/// <param name="Old">The name of the candidate that is the old schema.</param>
/// <param name="New">The name of the candidate that is the new schema.</param>
internal sealed record ModelSides(string Old, string New);
