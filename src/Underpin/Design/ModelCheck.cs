using Underpin.Design.Check;

namespace Underpin.Design;

/// <summary>Is a model folder whole? What is in it, and everything that is wrong with it.</summary>
public sealed record ModelCheck
{
    /// <summary>Its full path.</summary>
    public required string Folder { get; init; }

    /// <summary>How many facts the vocabulary has.</summary>
    public required int Facts { get; init; }

    /// <summary>How many questions the vocabulary has.</summary>
    public required int Questions { get; init; }

    /// <summary>The candidates that were looked at, by name.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>How many scenarios were looked at.</summary>
    public required int Scenarios { get; init; }

    /// <summary>By file and line; none: the folder is whole.</summary>
    public required IReadOnlyList<ModelProblem> Problems { get; init; }

    /// <summary>Nothing is wrong with it.</summary>
    public bool IsWhole => Problems.Count == 0;

    internal static ModelCheck Of(CheckedModel model) => new()
    {
        Folder = model.Model.Path,
        Facts = model.Model.Vocabulary.Facts.Count,
        Questions = model.Model.Vocabulary.Questions.Count,
        Candidates = [.. model.Model.Candidates.Select(candidate => candidate.Name)],
        Scenarios = model.Model.Scenarios.Count,
        Problems =
        [
            .. model.Problems.Select(problem =>
                new ModelProblem(problem.Place.File, problem.Place.Line, problem.Message, problem.Hint)),
        ],
    };
}
