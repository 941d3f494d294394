using Underpin.Yaml;

namespace Underpin.Design.Folder;

/// <summary>The facts and questions of a domain, in its own words; it knows nothing of tables.</summary>
internal sealed record Vocabulary
{
    /// <summary>The reserved parameter that every block may use: the day of recording or asking.</summary>
    public static Parameter TodayParameter { get; } = new("today", "date");

    /// <summary>The day on which facts are recorded and questions asked, unless a scenario says otherwise.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>By name, in the file's order.</summary>
    public required IReadOnlyDictionary<string, Fact> Facts { get; init; }

    /// <summary>By name, in the file's order.</summary>
    public required IReadOnlyDictionary<string, Question> Questions { get; init; }

    /// <summary>By name, in the file's order.</summary>
    public required IReadOnlyDictionary<string, DomainRule> Rules { get; init; }

    /// <summary>
    /// By the name of a fact: the periods that it ends; pictures guess what a fact that is not here ends.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PeriodEnd>> Ends { get; init; } =
        new Dictionary<string, IReadOnlyList<PeriodEnd>>();

    /// <summary>How random histories are made, as it stands in the file; null where nothing is said.</summary>
    public YamlValue? Generate { get; init; }

    /// <summary>All signatures in one text: as long as it is the same, what the server says of the types is.</summary>
    public string Words => string.Join('\n', Signatures.Select(signature => signature.Say()));

    public IEnumerable<Signature> Signatures => Facts.Values.Concat<Signature>(Questions.Values);

    public static Vocabulary Empty { get; } = new()
    {
        Facts = new Dictionary<string, Fact>(),
        Questions = new Dictionary<string, Question>(),
        Rules = new Dictionary<string, DomainRule>(),
    };
}
