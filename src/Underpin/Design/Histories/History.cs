using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>Facts in the order in which they are recorded, about entities that no other history knows.</summary>
internal sealed record History
{
    /// <summary>Tells it from the others of a run; names of its own entities carry it.</summary>
    public required int Number { get; init; }

    public required IReadOnlyList<FactCall> Facts { get; init; }

    /// <summary>As the <c>given</c> of a scenario, with a line where the day of recording changes.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            DateOnly? today = null;
            foreach (var fact in Facts)
            {
                if (fact.Today is { } day && day != today)
                {
                    today = day;
                    yield return $"- today: {Days.Say(day)}";
                }

                yield return $"- {fact.Say()}";
            }
        }
    }

    public string Say() => string.Join('\n', Lines);
}
