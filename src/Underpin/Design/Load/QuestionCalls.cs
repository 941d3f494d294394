using Underpin.Design.Folder;
using Underpin.Design.Histories;

namespace Underpin.Design.Load;

/// <summary>Questions about what random histories tell: their arguments come from a history's facts.</summary>
internal sealed class QuestionCalls(Generation generation, int seed)
{
    /// <summary>Several askings of one question.</summary>
    public IReadOnlyList<QuestionCall> Of(
        Question question, IReadOnlyList<History> histories, int count, DateOnly today)
    {
        var random = new Random(unchecked((seed * 31) + question.Place.Line));
        var told = histories.Where(history => history.Facts.Count > 0).ToList();
        var about = told.Where(history => history.Facts.Any(fact => Shared(question, fact) > 0)).ToList();
        var from = about.Count > 0 ? about : told;
        return from.Count == 0 ? []
            : [.. Enumerable.Range(0, count).Select(_ => Call(question, from[random.Next(from.Count)], random, today))];
    }

    private QuestionCall Call(Question question, History history, Random random, DateOnly today)
    {
        // The fact that says most of what is asked, so that the arguments belong together.
        var order = history.Facts.OrderByDescending(fact => Shared(question, fact)).ThenBy(_ => random.Next()).ToList();
        var draft = new HistoryDraft(history.Number, generation, random);
        foreach (var parameter in question.Parameters)
        {
            var names = Names(parameter.Name);
            var known = order.SelectMany(fact => Values(fact, names)).FirstOrDefault();
            draft.Bound[parameter.Name] = known ?? generation.SourceOf(parameter).Draw(parameter.Name, draft);
        }

        return new QuestionCall(question)
        {
            Arguments = [.. question.Parameters.Select(parameter => new Value(draft.Bound[parameter.Name]))],
            Today = today,
        };
    }

    private int Shared(Question question, FactCall fact) =>
        question.Parameters.Count(parameter => Values(fact, Names(parameter.Name)).Any());

    private static IEnumerable<string> Values(FactCall fact, HashSet<string> names) =>
        fact.Fact.Parameters.Zip(fact.Arguments)
            .Where(pair => names.Contains(pair.First.Name) && pair.Second.Text is not null)
            .Select(pair => pair.Second.Text!);

    /// <summary>Itself, and what <c>{ of: […] }</c> says that it may be.</summary>
    private HashSet<string> Names(string parameter) =>
        generation.Sources.GetValueOrDefault(parameter) is SameSource same
            ? [parameter, .. same.Others.Select(other => other.Parameter)] : [parameter];
}
