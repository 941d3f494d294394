using Underpin.Checks;

namespace Underpin.Changes.Standing;

/// <summary>What to do next: the command, and the gate it will meet.</summary>
/// <param name="Command">The whole command line; null where the change is done.</param>
/// <param name="Gate">As it stands now; null where the command needs none.</param>
internal sealed record NextStep(string? Command, Gate? Gate);
