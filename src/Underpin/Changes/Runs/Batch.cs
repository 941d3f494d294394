using Underpin.Changes.Mappings;

namespace Underpin.Changes.Runs;

/// <summary>A range of keys that one transaction works on.</summary>
internal sealed record Batch(int Ordinal, KeyRange Range);
