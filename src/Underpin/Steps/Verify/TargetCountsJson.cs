using System.Text.Json;
using System.Text.Json.Serialization;

namespace Underpin.Steps.Verify;

/// <summary>How the counts of a range are kept in <c>underpin.batch.details</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TargetCounts[]))]
internal sealed partial class TargetCountsJson : JsonSerializerContext;
