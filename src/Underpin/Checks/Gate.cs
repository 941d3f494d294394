using System.Text.Json.Serialization;

namespace Underpin.Checks;

/// <summary>The evidence that was asked for before a step might be taken.</summary>
/// <param name="Step">What it opens the way to: one of <see cref="GateCode"/>.</param>
/// <param name="Checks">In the order in which they were asked.</param>
public sealed record Gate(string Step, IReadOnlyList<Check> Checks)
{
    /// <summary>Every check holds.</summary>
    [JsonIgnore]
    public bool IsOpen => Checks.All(check => check.Holds);

    internal static async Task<Gate> AskAsync(
        string step, IReadOnlyList<Condition> conditions, Situation situation, CancellationToken cancellationToken)
    {
        var checks = new List<Check>();
        foreach (var condition in conditions)
        {
            checks.Add(await condition.AskAsync(situation, cancellationToken));
        }

        return new(step, checks);
    }
}
