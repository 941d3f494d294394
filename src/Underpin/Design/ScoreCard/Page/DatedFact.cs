using Underpin.Design.Folder;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>
/// What a fact says of time and of whom, by a convention on names: the first argument is whom it is about, the first
/// word of the fact's name is its family. A date parameter whose name ends in `until` is the last day of a span, and
/// the date before it is its first; a date named `from` without one begins a span that ends what runs in its lane;
/// another date is the day of an event.
/// </summary>
internal sealed class DatedFact
{
    // Such a word in a fact's verb ends what its family began, where the vocabulary does not say what it ends.
    private static readonly string[] _endings =
        ["leaves", "ends", "released", "withdrawn", "deferred", "closes", "stops", "finishes", "left", "ended",
            "outcome"];

    private readonly FactCall _call;
    private readonly IReadOnlyList<(string Name, string? Text)> _dates;

    public DatedFact(FactCall call)
    {
        _call = call;
        var pairs = call.Signature.Parameters.Zip(call.Arguments).ToList();
        _dates = [.. pairs.Where(one => one.First.Type == "date").Select(one => (one.First.Name, one.Second.Text))];
        Words =
        [
            .. pairs.Where(one => one.First.Type != "date" && one.Second.Text is not null)
                .Select(one => one.Second.Text!),
        ];
        var until = _dates.Select(date => date.Name)
            .ToList()
            .FindLastIndex(name => name.EndsWith("until", StringComparison.Ordinal));
        HasUntil = until >= 0;
        First = Day(until > 0 ? _dates[until - 1].Text : _dates.Select(date => date.Text).FirstOrDefault());
        Last = until < 0 ? null : Day(_dates[until].Text) ?? double.PositiveInfinity;
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Null where it bears no date.</summary>
    public double? First { get; }

    /// <summary>Null where it has no last day to be told.</summary>
    public double? Last { get; }

    public bool HasUntil { get; }

    /// <summary>It begins something new in the place of what ran.</summary>
    public bool Replaces => !HasUntil && _dates is [{ Name: "from" }, ..];

    public bool Ends => Verb.Any(_endings.Contains);

    public (string Subject, string Family) Lane => (Words is [var first, ..] ? first : "", _call.Fact.Family);

    /// <summary>What it says besides whom it is about and when.</summary>
    public string Say(bool withVerb) =>
        string.Join(
            ' ',
            (withVerb && Verb.Length > 0 ? [string.Join(' ', Verb)] : Array.Empty<string>()).Concat(Words.Skip(1)));

    public string Tip => _call.Today is { } today ? $"{_call.Say()}\ntold on {Days.Say(today)}" : _call.Say();

    public static double? Day(string? text) => text is not null && Days.Parse(text) is { } day ? day.DayNumber : null;

    private string[] Verb => [.. _call.Fact.Name.Split('_').Skip(1)];
}
