using Underpin.Design.Folder;
using Underpin.Design.Histories;

namespace Underpin.Design.Search;

/// <summary>
/// What a scenario gives, and its refused fact varied: days moved by one, periods of one day, other roles.
/// </summary>
/// <param name="Given">What is recorded before.</param>
/// <param name="Variants">
/// The refused fact itself first; which of the others are illegal is for the oracle to say.
/// </param>
internal sealed record ScenarioVariants(IReadOnlyList<FactCall> Given, IReadOnlyList<FactCall> Variants)
{
    /// <summary>Of the scenarios whose facts are all known to the oracle.</summary>
    public static IEnumerable<ScenarioVariants> Of(
        ModelFolder model, Generation generation, IReadOnlySet<string> known) =>
        from scenario in model.Scenarios
        where scenario.Given.All(fact => known.Contains(fact.Fact.Name))
        from refusal in scenario.Refuses
        where refusal.Facts.All(fact => known.Contains(fact.Fact.Name))
        select new ScenarioVariants(
            [.. scenario.Given, .. refusal.Facts.SkipLast(1)], [.. Varied(refusal.Facts[^1], generation)]);

    private static IEnumerable<FactCall> Varied(FactCall fact, Generation generation)
    {
        yield return fact;
        for (var index = 0; index < fact.Arguments.Count; index++)
        {
            foreach (var value in Others(fact, index, generation))
            {
                yield return fact with
                {
                    Arguments =
                        [.. fact.Arguments.Select((argument, place) => place == index ? new Value(value) : argument)],
                };
            }
        }
    }

    private static IEnumerable<string?> Others(FactCall fact, int index, Generation generation)
    {
        var (parameter, text) = (fact.Fact.Parameters[index], fact.Arguments[index].Text);
        if (generation.SourceOf(parameter) is ListedSource { Values.Count: <= 8 } listed)
        {
            return listed.Values.Distinct().Where(value => value != text);
        }

        if (!parameter.Type.Equals("date", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var days = fact.Fact.Parameters.Zip(fact.Arguments)
            .Where(pair => pair.First.Type.Equals("date", StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.Second.Text).OfType<string>().Select(Days.Parse).OfType<DateOnly>().ToList();
        // Moved by a day, as another day of the same fact, and open.
        return (text is null || Days.Parse(text) is not { } day ? days : [.. days, day.AddDays(-1), day.AddDays(1)])
            .Select(Days.Say).Distinct().Where(value => value != text).Append(null).Where(value => value != text);
    }
}
