using System.Globalization;
using Underpin.Design.Folder;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>An argument of a fact, as the server prints a stored value of its type.</summary>
internal sealed record StatedValue(string Parameter, string Value)
{
    // Numbers below are met everywhere: where one is stored says nothing of who stated it.
    private const decimal LeastTelling = 1000;

    public static IEnumerable<StatedValue> Of(FactCall fact) =>
        fact.Fact.Parameters.Zip(fact.Arguments)
            .Where(one => one.Second.Text is { Length: > 0 } text
                && !(decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    && number < LeastTelling))
            .Select(one => new StatedValue(one.First.Name, one.Second.Text!));
}
