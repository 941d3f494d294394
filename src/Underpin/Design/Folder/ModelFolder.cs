namespace Underpin.Design.Folder;

/// <summary>
/// A model: the vocabulary of a domain, the candidates that could hold it, and the scenarios that judge them.
/// </summary>
internal sealed record ModelFolder
{
    /// <summary>The folder's full path.</summary>
    public required string Path { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>By file, then in the file's order.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required IReadOnlyList<Beyond> Beyond { get; init; }

    public Candidate Candidate(string name) =>
        Candidates.FirstOrDefault(candidate => candidate.Name == name) ?? throw new UnderpinException(
            "design.candidate", $"There is no candidate \"{name}\" in {Path}.",
            Candidates.Count == 0
                ? "Each folder in candidates/ is one."
                : $"Did you mean \"{NearestName.To(name, Candidates.Select(candidate => candidate.Name))}\"?")
        {
            ExitCode = ExitCode.Usage,
        };
}
