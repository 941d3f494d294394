namespace Underpin.Design.ScoreCard.Plainness;

/// <summary>What a question may need beyond joins and filters, in the words of the score card.</summary>
internal static class Need
{
    public const string Window = "window functions";
    public const string With = "with queries";
    public const string Recursion = "recursion";
    public const string DistinctOn = "distinct on";
    public const string Lateral = "lateral joins";
    public const string Aggregate = "aggregates";
    public const string SetOperation = "unions";
    public const string Subquery = "subqueries that give a value or a table";
    public const string SetReturning = "rows made by functions or values";
    public const string Procedural = "functions of its own";
    public const string Writes = "writes";
    public const string Several = "several statements";

    public static IReadOnlyList<string> All { get; } =
    [
        Window, With, Recursion, DistinctOn, Lateral, Aggregate, SetOperation, Subquery, SetReturning, Procedural,
        Writes, Several,
    ];
}
