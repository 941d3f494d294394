using System.Text.Json;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Contract;

/// <summary>The one list that holds the tool, the library and the SQL functions to the same answers.</summary>
internal sealed record CaseList(IReadOnlyList<KeyPercentile> Percentiles, IReadOnlyList<Case> Cases)
{
    public static CaseList All { get; } = JsonSerializer.Deserialize<CaseList>(
        Repository.Text("test/Underpin.Tests/Contract/cases.json"), JsonSerializerOptions.Web)!;
}
