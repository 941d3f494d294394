using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>A fact or question of a scenario that the candidate says it cannot say.</summary>
/// <param name="Call">The fact or question.</param>
/// <param name="Reason">As its block gives it.</param>
internal sealed record Unsaid(VocabularyCall Call, string Reason)
{
    public string Say() => $"{Call.Place}: {Call.Say()} is inexpressible: {Reason}";
}
