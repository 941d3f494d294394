namespace Underpin.Design.Folder;

/// <summary>A model folder as far as it could be read, and everything that is wrong with it.</summary>
internal sealed record ModelReading(ModelFolder Model, IReadOnlyList<Problem> Problems)
{
    private const int Told = 50;

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
