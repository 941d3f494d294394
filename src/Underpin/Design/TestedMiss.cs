using Underpin.Design.Testing;

namespace Underpin.Design;

/// <summary>Something that a candidate did otherwise than a scenario says.</summary>
public sealed record TestedMiss
{
    /// <summary>Short and stable, such as <c>answer.wrong</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The line of the scenario's file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The step of the scenario, as it is written there.</summary>
    public required string Step { get; init; }

    /// <summary>What happened, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The constraint, unique index or trigger that spoke; null where the server refused nothing.</summary>
    public required string? Spoke { get; init; }

    /// <summary>The server's five-character code; null where it refused nothing.</summary>
    public required string? SqlState { get; init; }

    /// <summary>For people: the step, what happened, and the details.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    internal static TestedMiss Of(Miss miss) => new()
    {
        Code = miss.Code,
        Line = miss.Place.Line,
        Step = miss.Step,
        Summary = miss.Summary,
        Spoke = miss.Server?.Speaker,
        SqlState = miss.Server?.SqlState,
        Lines = [.. miss.Lines],
    };
}
