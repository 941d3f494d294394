namespace Underpin.Design.Testing;

/// <summary>Something that a candidate did otherwise than the scenario says.</summary>
internal abstract record Miss
{
    /// <summary>A short, stable name for scripts.</summary>
    public abstract string Code { get; }

    /// <summary>The step of the scenario, as it is written there.</summary>
    public required string Step { get; init; }

    public required Place Place { get; init; }

    /// <summary>What happened, in one line.</summary>
    public abstract string Summary { get; }

    /// <summary>What the server said; null where it did not refuse anything.</summary>
    public virtual ServerRefusal? Server => null;

    /// <summary>For people: the step, what happened, and the details.</summary>
    public IEnumerable<string> Lines =>
        new[] { $"{Place}: {Step}", $"    {Summary}" }.Concat(Details.Select(line => $"    {line}"));

    protected virtual IEnumerable<string> Details => Server is null ? [] : Server.Lines;
}
