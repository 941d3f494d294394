using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>A refusal that the schema saw to.</summary>
/// <param name="Refusal">What had to be refused.</param>
/// <param name="By">The constraint, unique index or trigger that spoke.</param>
internal sealed record Held(Refusal Refusal, ServerRefusal By);
