namespace Underpin.Design.Folder;

/// <summary>A rule of the domain that a refusal can point to.</summary>
internal sealed record DomainRule
{
    public required string Name { get; init; }

    public required string Says { get; init; }

    /// <summary>What holds the rule where no schema can, such as <c>schema</c>'s outside; null: a schema can.</summary>
    public string? Beyond { get; init; }

    /// <summary>Why it is beyond.</summary>
    public string? Because { get; init; }

    public required Place Place { get; init; }
}
