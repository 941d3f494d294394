namespace Underpin.Design.Folder;

/// <summary>A model folder as far as it could be read, and everything that is wrong with it.</summary>
internal sealed record ModelReading(ModelFolder Model, IReadOnlyList<Problem> Problems)
{
    /// <summary>
    /// The same with only some of its candidates and scenarios; what is wrong with the others does not matter.
    /// </summary>
    /// <param name="candidates">Their names; none: all of them.</param>
    /// <param name="scenario">Holds for the scenarios to keep.</param>
    public ModelReading Only(IReadOnlyList<string> candidates, Func<Scenario, bool> scenario)
    {
        if (Model.Vocabulary == Vocabulary.Empty)
        {
            return this;
        }

        var kept = candidates.Count == 0 ? Model.Candidates : [.. candidates.Select(Model.Candidate)];
        var left = Model.Candidates.Except(kept).Select(candidate => $"candidates/{candidate.Name}/").ToList();
        return new(
            Model with { Candidates = kept, Scenarios = [.. Model.Scenarios.Where(scenario)] },
            [.. Problems.Where(problem => !left.Exists(IsIn(problem.Place.File)))]);
    }

    /// <exception cref="UnderpinException">Something is wrong: all of it is told.</exception>
    public ModelFolder Require() => Problems.Count == 0 ? Model : throw Underpin.Problems.Refusal(
        Problems, "design.folder",
        $"Mend {(Problems.Count == 1 ? "it" : "them")} in {Model.Path}; `underpin design check` tells more.");

    private static Predicate<string> IsIn(string file) => folder => file.StartsWith(folder, StringComparison.Ordinal);
}
