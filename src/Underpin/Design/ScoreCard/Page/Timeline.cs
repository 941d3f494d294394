using Underpin.Design.Folder;

namespace Underpin.Design.ScoreCard.Page;

/// <summary>A scenario as marks in time.</summary>
internal sealed class Timeline
{
    private readonly List<TimelineItem> _items = [];
    private readonly List<string> _undated = [];
    private readonly List<(FactCall Began, TimelineItem Item)> _spans = [];
    private readonly Vocabulary _vocabulary;

    private Timeline(Vocabulary vocabulary, bool isDated)
    {
        _vocabulary = vocabulary;
        IsDated = isDated;
    }

    public IReadOnlyList<TimelineItem> Items => _items;

    /// <summary>Facts without a date, in a history that has dates.</summary>
    public IReadOnlyList<string> Undated => _undated;

    /// <summary>False: the steps stand in their order instead.</summary>
    public bool IsDated { get; }

    public static Timeline Of(Scenario scenario, Vocabulary vocabulary)
    {
        var timeline = new Timeline(vocabulary, scenario.Given.Any(fact => new DatedFact(fact).First is not null));
        foreach (var (fact, step) in scenario.Given.Select((fact, step) => (fact, step)))
        {
            timeline.Give(new(fact), step, fact);
        }

        foreach (var refusal in scenario.Refuses)
        {
            foreach (var fact in refusal.Facts)
            {
                timeline.Refuse(new(fact), scenario.Given.Count, refusal);
            }
        }

        foreach (var answer in scenario.Answers)
        {
            timeline.Ask(answer, scenario.Given.Count);
        }

        return timeline;
    }

    private void Give(DatedFact fact, int step, FactCall call)
    {
        if (IsDated && fact.First is null)
        {
            _undated.Add(call.Say());
            return;
        }

        var from = IsDated ? fact.First!.Value : step;
        End(fact, call, from);
        var lasts = IsDated && (fact.HasUntil || fact.Replaces);
        var item = new TimelineItem
        {
            Kind = lasts ? ItemKind.Span : ItemKind.Event,
            Lane = Lane(fact),
            From = from,
            Until = lasts ? fact.Last ?? double.PositiveInfinity : null,
            Text = fact.Say(withVerb: !lasts),
            Tip = fact.Tip,
        };
        _items.Add(item);
        if (lasts)
        {
            _spans.Add((call, item));
        }
    }

    /// <summary>
    /// Ends what the vocabulary says that the fact ends, else what its name says; and what it takes the place of.
    /// </summary>
    private void End(DatedFact fact, FactCall call, double from)
    {
        var last = from - (fact.Replaces ? 1 : 0);
        var endings = _vocabulary.Ends.GetValueOrDefault(call.Fact.Name);
        foreach (var (_, item) in _spans.Where(span => endings?.Any(ending => ending.Covers(span.Began, call)) is true))
        {
            if (!(item.Until <= last))
            {
                // What was still to begin does not: a bar of no length.
                item.Until = Math.Max(last, item.From - 1);
            }
        }

        if (fact.Replaces || (fact.Ends && endings is null))
        {
            EndLane(fact, last);
        }
    }

    /// <summary>The open span of the lane that shares most words with the fact ends that day.</summary>
    private void EndLane(DatedFact fact, double day)
    {
        var open = _items.Where(
            item => item.Kind == ItemKind.Span && item.Lane == fact.Lane && item.From <= day && !(item.Until <= day))
            .MaxBy(item => fact.Words.Count(word => item.Text.Split(' ').Contains(word)));
        if (open is not null)
        {
            open.Until = day;
        }
    }

    private void Refuse(DatedFact fact, int step, Refusal refusal)
    {
        if (IsDated && fact.First is null)
        {
            _undated.Add($"refused: {refusal.Say()}");
            return;
        }

        _items.Add(new()
        {
            Kind = ItemKind.Refusal,
            Lane = Lane(fact),
            From = IsDated ? fact.First!.Value : step,
            Until = IsDated && fact.HasUntil ? fact.Last : null,
            Text = $"{(refusal.Facts.Count > 1 ? "both together: " : "")}{fact.Say(withVerb: true)}"
                + (refusal.Rule is { } rule ? $" ({rule.Name})" : ""),
            Tip = refusal.Say(),
        });
    }

    // Steps that have only an order are easier to follow on one line.
    private (string Subject, string Family) Lane(DatedFact fact) => IsDated ? fact.Lane : (fact.Lane.Subject, "");

    private void Ask(Answer answer, int step)
    {
        var arguments = answer.Call.Question.Parameters.Zip(answer.Call.Arguments)
            .Select(one => (one.First.Name, one.Second.Text, Day: DatedFact.Day(one.Second.Text))).ToList();
        var asked = arguments.FindIndex(one => one.Day is not null);
        var day = asked >= 0 ? arguments[asked].Day : answer.Call.Today?.DayNumber;
        // The day it is asked of is where it stands; another one, such as that of the knowledge, is told.
        var words = arguments.Where((_, place) => place != asked)
            .Select(
                one => one.Day is null ? one.Text ?? "~" : $"{one.Name} {one.Text}").Prepend(answer.Call.Question.Name);
        var rows = answer.Rows.Count == 0
            ? "none"
            : string.Join("; ", answer.Rows.Select(row => string.Join(", ", row)));
        _items.Add(new()
        {
            Kind = ItemKind.Answer,
            Lane = ("", "asked"),
            From = IsDated ? day ?? double.PositiveInfinity : step + 1,
            Text = $"{string.Join(' ', words)} → {rows}",
            Tip = $"{answer.Call.Say()} is {rows}",
        });
    }
}
