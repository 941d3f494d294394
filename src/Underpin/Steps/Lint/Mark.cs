namespace Underpin.Steps.Lint;

/// <summary>What the database remembers of a statement of expand.sql.</summary>
internal sealed record Mark(int Ordinal, IReadOnlyList<AddedObject> Added, bool Done);
