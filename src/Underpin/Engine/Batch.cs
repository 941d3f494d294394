using Underpin.Mappings;

namespace Underpin.Engine;

/// <summary>A range of keys that one transaction works on.</summary>
internal sealed record Batch(int Ordinal, KeyRange Range);
