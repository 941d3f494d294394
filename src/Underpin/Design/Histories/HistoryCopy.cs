using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>
/// The same history about other entities: its own ones under another number, the shared ones turned round. What was
/// legal stays legal, since names mean nothing.
/// </summary>
internal static class HistoryCopy
{
    public static History Of(History history, int number, Generation generation)
    {
        var renaming = new Renaming(history.Number, number, Turn: number - history.Number, generation.Apart);
        return new()
        {
            Number = number,
            Facts = [.. history.Facts.Select(fact => fact with { Arguments = Renamed(fact, generation, renaming) })],
        };
    }

    private static IReadOnlyList<Value> Renamed(FactCall fact, Generation generation, Renaming renaming) =>
    [
        .. fact.Fact.Parameters.Zip(fact.Arguments, (parameter, value) =>
            new Value(generation.SourceOf(parameter).Renamed(value.Text, renaming))),
    ];
}
