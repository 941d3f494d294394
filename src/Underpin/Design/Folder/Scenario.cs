namespace Underpin.Design.Folder;

/// <summary>A history, the facts that must then be refused, and the answers that must be given.</summary>
internal sealed record Scenario
{
    public required string Title { get; init; }

    public required Place Place { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? About { get; init; }

    public IReadOnlyList<FactCall> Given { get; init; } = [];

    public IReadOnlyList<Refusal> Refuses { get; init; } = [];

    public IReadOnlyList<Answer> Answers { get; init; } = [];

    public IEnumerable<VocabularyCall> Calls =>
        Given.Concat<VocabularyCall>(Refuses.SelectMany(refusal => refusal.Facts))
            .Concat(Answers.Select(answer => answer.Call));
}
