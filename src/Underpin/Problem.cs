namespace Underpin;

/// <summary>Something in the user's files that must be mended.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What is wrong, and with what.</param>
/// <param name="Hint">What to do; null where the message says it.</param>
internal sealed record Problem(Place Place, string Message, string? Hint = null)
{
    /// <summary>Where, and what is wrong.</summary>
    public string What => $"{Place}{(Place.Line == 0 ? "" : ":")} {Message}";

    public override string ToString() => Hint is null ? What : $"{What} {Hint}";
}
