namespace Underpin.Rules;

/// <summary>What a rule has against a statement.</summary>
public sealed record Finding
{
    /// <summary>The rule's name, such as <c>takes-away</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The file, relative to the change's folder.</summary>
    public required string File { get; init; }

    /// <summary>The line in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The statement's first line.</summary>
    public required string Snippet { get; init; }

    /// <summary>
    /// What it is about: <c>column golf_courses.architect_1</c>; null where it is about the statement itself.
    /// </summary>
    public string? About { get; init; }

    /// <summary>What happened, to which object, and why that hurts.</summary>
    public required string Message { get; init; }

    /// <summary>What to do instead.</summary>
    public required string Instead { get; init; }

    /// <summary>It may be let pass with a reason; false where Underpin could not do its work.</summary>
    public required bool MayBeForced { get; init; }
}
