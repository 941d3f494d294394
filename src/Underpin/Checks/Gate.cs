namespace Underpin.Checks;

/// <summary>The evidence that a step needs before it may be taken.</summary>
/// <param name="Step">What it opens the way to: <c>read from the new schema</c>.</param>
internal sealed record Gate(string Step, IReadOnlyList<Check> Checks)
{
    public bool IsOpen => Checks.All(check => check.Holds);

    /// <summary>For the journal: each question with its answer.</summary>
    public IReadOnlyDictionary<string, string> Evidence =>
        Checks.ToDictionary(check => check.Asks, check => (check.Holds ? "yes: " : "no: ") + check.Found);
}
