using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Underpin.Live.Shadow;

/// <summary>Compares the two schemas' answers by value, and makes of them what may be kept.</summary>
internal sealed class Answers<T>(DualRead<T> read)
{
    private const string Mask = "***";

    private static readonly JsonSerializerOptions _json = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
    };

    public bool AreSame(T old, T @new) => read.Comparer is { } comparer
        ? comparer.Equals(old, @new)
        : JsonNode.DeepEquals(JsonOf(old), JsonOf(@new));

    public ShadowOutcome Compare(T old, T @new) => AreSame(old, @new)
        ? ShadowOutcome.Same
        : new ShadowOutcome(
            read.KnownDifferences.FirstOrDefault(known => known.Explains(old, @new))?.Name, Kept(old), Kept(@new));

    private static JsonNode? JsonOf(T answer) =>
        JsonSerializer.SerializeToNode<object?>(answer, _json);

    private string Kept(T answer)
    {
        var json = JsonOf(answer);
        if (read.Masked.Count > 0)
        {
            Cover(json);
        }

        // PostgreSQL's jsonb cannot hold this character.
        return (json?.ToJsonString(_json) ?? "null").Replace("\\u0000", "\\ufffd", StringComparison.Ordinal);
    }

    private void Cover(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToArray())
                {
                    if (value is not null && read.Masked.Contains(name, StringComparer.OrdinalIgnoreCase))
                    {
                        fields[name] = Mask;
                    }
                    else
                    {
                        Cover(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Cover(item);
                }

                break;
        }
    }
}
