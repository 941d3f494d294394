using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>Judges the steps of one scenario, one after the other.</summary>
internal sealed class CellSheet(Scenario scenario, string candidate)
{
    private readonly List<Miss> _misses = [];
    private readonly List<Unsaid> _unsaid = [];
    private readonly List<Held> _held = [];

    public Cell Cell => new()
    {
        Scenario = scenario,
        Candidate = candidate,
        Misses = _misses,
        Unsaid = _unsaid,
        Held = _held,
    };

    /// <summary>A given fact that was not recorded.</summary>
    public void NotGiven(Recording recording)
    {
        if (recording.Inexpressible is { } reason)
        {
            _unsaid.Add(new(recording.Call, reason));
        }
        else if (recording.Refusal is { } refusal)
        {
            NotGiven(recording.Call, refusal);
        }
        else
        {
            _misses.Add(new FactTouchedNothing { Step = recording.Call.Say(), Place = recording.Call.Place });
        }
    }

    public void NotGiven(FactCall fact, ServerRefusal refusal) =>
        _misses.Add(new FactRefused(refusal) { Step = fact.Say(), Place = fact.Place });

    /// <summary>One of several facts that only together are illegal, by itself.</summary>
    public void Alone(Refusal refusal, Recording recording)
    {
        if (recording.Succeeded || recording.Inexpressible is not null)
        {
            return;
        }

        _misses.Add(new RefusedAlone(recording.Refusal) { Step = recording.Call.Say(), Place = refusal.Place });
    }

    public void Refused(Refusal refusal, Recording recording)
    {
        if (recording.Inexpressible is { } reason)
        {
            _unsaid.Add(new(recording.Call, reason));
        }
        else if (recording.Refusal is { IsByTheSchema: true } by)
        {
            _held.Add(new(refusal, by));
        }
        else if (recording.Refusal is not null || recording.TouchedNothing)
        {
            _misses.Add(new RefusedOtherwise(recording.Refusal) { Step = refusal.Say(), Place = refusal.Place });
        }
        else
        {
            _misses.Add(new Accepted(refusal.Rule) { Step = refusal.Say(), Place = refusal.Place });
        }
    }

    public void Answered(Answer answer, Asking asking, ExpectedValues expected)
    {
        if (asking.Inexpressible is { } reason)
        {
            _unsaid.Add(new(asking.Call, reason));
        }
        else if (asking.Refusal is { } refusal)
        {
            _misses.Add(new QuestionFailed(refusal) { Step = answer.Call.Say(), Place = answer.Place });
        }
        else if (expected.Compare(answer, asking.Rows) is { AreEqual: false } rows)
        {
            _misses.Add(new WrongAnswer(answer.Call.Question, rows) { Step = answer.Call.Say(), Place = answer.Place });
        }
    }
}
