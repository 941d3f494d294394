using System.Text.Json;
using System.Text.Json.Serialization;

namespace Underpin.Changes.Journals;

/// <summary>How the journal's evidence is kept as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(JournalEvidence))]
internal sealed partial class JournalJson : JsonSerializerContext;
