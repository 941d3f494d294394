namespace Underpin;

/// <summary>Collects what is wrong, so that all of it can be told at once.</summary>
internal sealed class Problems
{
    private const int Told = 50;

    private readonly List<Problem> _found = [];

    public int Count => _found.Count;

    public bool Any => Count > 0;

    /// <summary>By file and line.</summary>
    public IReadOnlyList<Problem> InOrder =>
    [
        .. _found.Distinct()
            .OrderBy(problem => problem.Place.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Place.Line),
    ];

    public void Add(Place place, string message, string? hint = null) => _found.Add(new(place, message, hint));

    public void Add(StatementException exception) =>
        Add(new(exception.File, exception.Line), exception.Message, exception.Hint);

    public void AddRange(IEnumerable<Problem> problems) => _found.AddRange(problems);

    /// <summary>A file that is not there.</summary>
    public void AddMissing(string file, string purpose) => Add(new(file, 0), "is missing.", purpose);

    /// <summary>A name that nothing carries, with the nearest one that something does.</summary>
    public void AddUnknown(Place place, string what, string name, IReadOnlyCollection<string> known) =>
        Add(place, $"There is no {what} \"{name}\".",
            known.Count == 0 ? null : $"Did you mean \"{NearestName.To(name, known)}\"?");

    /// <param name="code">Of the exception.</param>
    /// <param name="hint">What to do where the problems themselves do not say it.</param>
    /// <exception cref="UnderpinException">Something is wrong: all of it is told.</exception>
    public void ThrowIfAny(string code, string hint)
    {
        if (Any)
        {
            throw Refusal(InOrder, code, hint);
        }
    }

    /// <summary>All of them as one error: one a line, each with what to do.</summary>
    public static UnderpinException Refusal(IReadOnlyList<Problem> problems, string code, string hint)
    {
        if (problems is [var only])
        {
            return new(code, only.What, only.Hint ?? hint) { ExitCode = ExitCode.Usage };
        }

        var lines = problems.Take(Told).Select(problem => problem.ToString())
            .Concat(problems.Count > Told ? [$"and {problems.Count - Told} more"] : []);
        return new(code, string.Join('\n', lines), hint) { ExitCode = ExitCode.Usage };
    }
}
