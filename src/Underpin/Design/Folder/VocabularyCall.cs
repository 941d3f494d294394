namespace Underpin.Design.Folder;

/// <summary>A fact or a question with its arguments, on the day on which it is recorded or asked.</summary>
internal abstract record VocabularyCall
{
    public abstract Signature Signature { get; }

    /// <summary>In the vocabulary's order, one for each parameter.</summary>
    public required IReadOnlyList<Value> Arguments { get; init; }

    /// <summary>The day that <c>:today</c> stands for; null where nobody said.</summary>
    public DateOnly? Today { get; init; }

    public Place Place { get; init; }

    /// <summary>The value of a parameter; null is SQL's null.</summary>
    public string? Argument(string parameter) =>
        Arguments[Signature.Parameters.TakeWhile(one => one.Name != parameter).Count()].Text;

    /// <summary>As a scenario writes it.</summary>
    public string Say() => $"{Signature.Name}: [{string.Join(", ", Arguments)}]";
}
