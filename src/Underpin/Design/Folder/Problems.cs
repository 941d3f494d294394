namespace Underpin.Design.Folder;

/// <summary>Collects what is wrong, so that all of it can be told at once.</summary>
internal sealed class Problems
{
    private readonly List<Problem> _found = [];

    public bool Any => _found.Count > 0;

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

    /// <summary>A name that nothing carries, with the nearest one that something does.</summary>
    public void AddUnknown(Place place, string what, string name, IReadOnlyCollection<string> known) =>
        Add(place, $"There is no {what} \"{name}\".",
            known.Count == 0 ? null : $"Did you mean \"{NearestName.To(name, known)}\"?");
}
