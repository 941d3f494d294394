namespace Underpin.Design.Folder;

/// <summary>Something in the model folder that its author must mend.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is wrong, and with what.</param>
/// <param name="Hint">What to do; null where the message says it.</param>
internal sealed record Problem(Place Place, string Message, string? Hint = null)
{
    public override string ToString() => $"{Place}: {Message}{(Hint is null ? "" : $" {Hint}")}";
}
