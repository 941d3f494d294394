namespace Underpin.Design.ScoreCard.Rows;

/// <summary>One measure over all candidates.</summary>
internal sealed record ScoreRow
{
    private ScoreRow()
    {
    }

    /// <summary>A short, stable name for scripts.</summary>
    public required string Key { get; init; }

    /// <summary>What it belongs to, such as <c>Touch</c>.</summary>
    public required string Group { get; init; }

    public required string Title { get; init; }

    /// <summary>How it is measured, in a sentence.</summary>
    public required string Measured { get; init; }

    public required Better Better { get; init; }

    /// <summary>In the order of the candidates.</summary>
    public required IReadOnlyList<ScoreCell> Cells { get; init; }

    public static ScoreRow Of(
        string group, string key, string title, string measured, Better better, IEnumerable<ScoreCell> cells)
    {
        var all = cells.ToList();
        return new()
        {
            Group = group,
            Key = key,
            Title = title,
            Measured = measured,
            Better = better,
            Cells = [.. all.Select(cell => cell with { Grade = Judge(cell, better, all) })],
        };
    }

    /// <summary>The same, with only some of the candidates compared.</summary>
    public ScoreRow Among(IReadOnlyList<bool> compared) =>
        Of(
            Group, Key, Title, Measured, Better,
            Cells.Zip(compared, (cell, takesPart) => cell with { Compared = takesPart }));

    private static Grade Judge(ScoreCell cell, Better better, List<ScoreCell> all)
    {
        var numbers = all.Where(one => one.Compared).Select(one => one.Number).OfType<double>().ToList();
        if (better == Better.Neither || cell.Number is not { } number)
        {
            return Grade.None;
        }

        if (better == Better.Zero && number > 0)
        {
            return Grade.Fails;
        }

        var best = numbers.Count == 0 ? number : better == Better.More ? numbers.Max() : numbers.Min();
        return cell.Compared && number == best && numbers.Exists(other => other != best) ? Grade.Best : Grade.None;
    }
}
