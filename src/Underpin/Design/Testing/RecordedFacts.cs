namespace Underpin.Design.Testing;

/// <summary>How the recording of several facts went, one after the other.</summary>
/// <param name="Recordings">Up to the first that did not succeed, which is the last one here.</param>
/// <param name="Objection">
/// What deferred constraints said after all of them; null: nothing, or they were not asked.
/// </param>
internal sealed record RecordedFacts(IReadOnlyList<Recording> Recordings, ServerRefusal? Objection)
{
    /// <summary>The first that did not succeed; null where all did.</summary>
    public Recording? Failed => Recordings is [.., { Succeeded: false } last] ? last : null;
}
