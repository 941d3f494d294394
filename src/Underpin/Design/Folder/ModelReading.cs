namespace Underpin.Design.Folder;

/// <summary>A model folder as far as it could be read, and everything that is wrong with it.</summary>
internal sealed record ModelReading(ModelFolder Model, IReadOnlyList<Problem> Problems)
{
    private const int Told = 50;

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
            [.. Problems.Where(problem => !left.Exists(folder =>
                problem.Place.File.StartsWith(folder, StringComparison.Ordinal)))]);
    }

    /// <exception cref="UnderpinException">Something is wrong: all of it is told.</exception>
    public ModelFolder Require()
    {
        if (Problems.Count == 0)
        {
            return Model;
        }

        var lines = Problems.Take(Told).Select(problem => problem.ToString())
            .Concat(Problems.Count > Told ? [$"and {Problems.Count - Told} more"] : []);
        throw new UnderpinException(
            "design.folder", string.Join('\n', lines),
            $"Mend {(Problems.Count == 1 ? "it" : "them")} in {Model.Path}; `underpin design check` tells more.")
        {
            ExitCode = ExitCode.Usage,
        };
    }
}
