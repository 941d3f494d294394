using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Underpin.Live.Plans;

/// <summary>
/// Where a key falls among all keys, from 0 to 100, for one feature: as the targeting filter of
/// Microsoft.FeatureManagement has it, without the way through that library.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/azure-app-configuration/feature-management-dotnet-reference</remarks>
internal static class Percentile
{
    public static double Of(string key, string feature)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{feature}"), hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue * 100;
    }
}
