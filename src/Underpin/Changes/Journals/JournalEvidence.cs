using System.Text.Json;
using Underpin.Checks;

namespace Underpin.Changes.Journals;

/// <summary>What column <c>underpin.journal.evidence</c> holds.</summary>
internal sealed record JournalEvidence(IReadOnlyList<Check> Checks, IReadOnlyDictionary<string, double> Figures)
{
    public string ToJson() => JsonSerializer.Serialize(this, JournalJson.Default.JournalEvidence);

    /// <summary>Also what the first version wrote: an object of what each line asked and found.</summary>
    public static JournalEvidence Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("checks", out var checks) && checks.ValueKind == JsonValueKind.Array
            ? document.Deserialize(JournalJson.Default.JournalEvidence)!
            : new(
                [
                    .. document.RootElement.EnumerateObject().Select(line => new Check
                    {
                        Code = CheckCode.Recorded,
                        Holds = line.Value.GetString()?.StartsWith("yes", StringComparison.Ordinal) == true,
                        Objects = [line.Name, line.Value.GetString() ?? ""],
                    }),
                ],
                new Dictionary<string, double>());
    }
}
