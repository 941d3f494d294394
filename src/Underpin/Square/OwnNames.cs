using Underpin.Design.Histories;
using Underpin.Square.Rows;

namespace Underpin.Square;

/// <summary>Tells from a row of which history it is: histories name their own entities as no other one does.</summary>
internal sealed class OwnNames
{
    private readonly Dictionary<string, History> _owners = [];

    public OwnNames(IEnumerable<History> histories, Generation generation)
    {
        foreach (var history in histories)
        {
            var renaming = new Renaming(history.Number, history.Number + 1, Turn: 0);
            foreach (var name in history.Facts
                .SelectMany(fact => fact.Fact.Parameters.Zip(fact.Arguments))
                .Where(pair => pair.Second.Text is { } text
                    && generation.SourceOf(pair.First).Renamed(text, renaming) != text)
                .Select(pair => pair.Second.Text!))
            {
                _owners[name] = history;
            }
        }
    }

    /// <summary>Null: no value of the row is a name that only one history uses.</summary>
    public History? OwnerOf(RowDifference row) =>
        row.Values.Select(value => _owners.GetValueOrDefault(value)).FirstOrDefault(owner => owner is not null)
        // A key of several columns stands as a row's text.
        ?? row.Values.Where(value => value.StartsWith('(')).SelectMany(Parts)
            .Select(value => _owners.GetValueOrDefault(value)).FirstOrDefault(owner => owner is not null);

    /// <remarks>https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-IO-SYNTAX</remarks>
    private static IEnumerable<string> Parts(string row) =>
        row.Split(['(', ')', ',', '"'], StringSplitOptions.RemoveEmptyEntries);
}
