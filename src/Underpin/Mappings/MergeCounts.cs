using System.Runtime.InteropServices;

namespace Underpin.Mappings;

/// <summary>What was done to put source rows right.</summary>
/// <param name="SourceRows">How many rows of the source were looked at.</param>
/// <param name="Inserted">Rows inserted into targets.</param>
/// <param name="Updated">Rows updated.</param>
/// <param name="Deleted">Rows deleted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MergeCounts(long SourceRows, long Inserted, long Updated, long Deleted)
{
    /// <summary>Rows inserted, updated or deleted.</summary>
    public long Written => Inserted + Updated + Deleted;

    /// <summary>The sum of both.</summary>
    public static MergeCounts operator +(MergeCounts one, MergeCounts other) => new(
        one.SourceRows + other.SourceRows, one.Inserted + other.Inserted,
        one.Updated + other.Updated, one.Deleted + other.Deleted);
}
