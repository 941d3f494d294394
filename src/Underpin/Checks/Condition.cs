namespace Underpin.Checks;

/// <summary>
/// Something that must hold before a step may be taken. A gate is a list of them: to add one, write its class here and
/// name it in the gate of its step, and give its code a sentence in the tool.
/// </summary>
internal abstract class Condition
{
    public abstract Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken);
}
