using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Underpin.Changes.Plans;

/// <summary>One key as one feature sees it: the write of a change, or its read.</summary>
internal readonly record struct FeatureKey(string Feature, string Key)
{
    /// <summary>Where the key falls among all keys, 0 to 100, as <c>underpin.percentile</c> has it.</summary>
    public double Percentile => BinaryPrimitives.ReadUInt32LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}\n{Feature}"))) / (double)uint.MaxValue * 100;
}
