using Underpin.Checks;

namespace Underpin.Changes.Standing;

/// <summary>What to do next, and the gate that it will meet.</summary>
/// <param name="Verb">The verb: <c>populate</c>.</param>
/// <param name="Arguments">What comes behind the change's name: <c>--lead</c>, <c>new</c>.</param>
/// <param name="Gate">As it stands now; null where the step needs none, or none was asked.</param>
public sealed record NextStep(string Verb, IReadOnlyList<string> Arguments, Gate? Gate)
{
    internal static NextStep Of(string verb, params string[] arguments) => new(verb, arguments, Gate: null);

    internal NextStep Behind(Gate gate) => this with { Gate = gate };
}
