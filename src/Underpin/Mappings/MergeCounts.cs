using System.Runtime.InteropServices;

namespace Underpin.Mappings;

/// <summary>What was done to put a range right.</summary>
/// <param name="SourceRows">How many rows of the source the range held.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MergeCounts(long SourceRows, long Inserted, long Updated, long Deleted)
{
    public long Written => Inserted + Updated + Deleted;

    public static MergeCounts operator +(MergeCounts one, MergeCounts other) => new(
        one.SourceRows + other.SourceRows, one.Inserted + other.Inserted,
        one.Updated + other.Updated, one.Deleted + other.Deleted);
}
