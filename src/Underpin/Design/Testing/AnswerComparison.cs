namespace Underpin.Design.Testing;

/// <summary>Expected and actual rows, compared as bags: how often each row comes counts, its place does not.</summary>
internal sealed record AnswerComparison
{
    private const int Kept = 20;

    /// <summary>Rows that are as expected; not more than a few are kept.</summary>
    public required IReadOnlyList<IReadOnlyList<string?>> Same { get; init; }

    /// <summary>Expected rows that did not come; not more than a few are kept.</summary>
    public required IReadOnlyList<IReadOnlyList<string?>> Missing { get; init; }

    /// <summary>Rows that came and were not expected; not more than a few are kept.</summary>
    public required IReadOnlyList<IReadOnlyList<string?>> Extra { get; init; }

    public required int Expected { get; init; }

    public required int Actual { get; init; }

    public bool AreEqual => Missing.Count == 0 && Extra.Count == 0;

    public string Summary => (Expected, Actual) switch
    {
        (0, _) => $"Expected no row, got {Count(Actual)}.",
        (_, 0) => $"Expected {Count(Expected)}, got none.",
        (1, 1) => "Expected another row.",
        _ when Expected == Actual =>
            $"Of {Count(Expected)}, {Missing.Count} {(Missing.Count == 1 ? "is" : "are")} not as expected.",
        _ => $"Expected {Count(Expected)}, got {Actual}.",
    };

    public static AnswerComparison Of(
        IReadOnlyList<IReadOnlyList<string?>> expected, IReadOnlyList<IReadOnlyList<string?>> actual)
    {
        var left = actual.ToList();
        var (same, missing) = (new List<IReadOnlyList<string?>>(), new List<IReadOnlyList<string?>>());
        foreach (var row in expected)
        {
            var index = left.FindIndex(other => other.SequenceEqual(row));
            if (index >= 0)
            {
                left.RemoveAt(index);
            }

            (index < 0 ? missing : same).Add(row);
        }

        return new()
        {
            Same = [.. same.Take(Kept)],
            Missing = [.. missing.Take(Kept)],
            Extra = [.. left.Take(Kept)],
            Expected = expected.Count,
            Actual = actual.Count,
        };
    }

    /// <summary>A table: expected rows on the left, actual ones on the right, those that differ marked.</summary>
    public IEnumerable<string> SideBySide(IReadOnlyList<string> columns)
    {
        var rows = new List<(bool Same, IReadOnlyList<string?>? Expected, IReadOnlyList<string?>? Actual)>();
        rows.AddRange(Same.Select(row => (true, row, row))!);
        for (var index = 0; index < Math.Max(Missing.Count, Extra.Count); index++)
        {
            rows.Add((false, Missing.ElementAtOrDefault(index), Extra.ElementAtOrDefault(index)));
        }

        var all = rows.SelectMany(row => new[] { row.Expected, row.Actual }).OfType<IReadOnlyList<string?>>()
            .Append(columns)
            .ToList();
        // A question with other columns than promised is told as well as it can be.
        var widths = Enumerable.Range(0, all.Max(row => row.Count))
            .Select(column => all.Max(row => Say(row.ElementAtOrDefault(column), row.Count > column).Length)).ToArray();
        var width = rows.Select(row => row.Expected).Append(columns).Max(row => Line(row, widths).Length);
        yield return $"   {"expected".PadRight(width)}   actual";
        yield return $"   {Line(columns, widths).PadRight(width)}   {Line(columns, widths)}".TrimEnd();
        foreach (var (same, expected, actual) in rows)
        {
            var left = Line(expected, widths).PadRight(width);
            yield return $"{(same ? "  " : "≠ ")} {left}   {Line(actual, widths)}".TrimEnd();
        }

        var hidden = Expected + Actual - (2 * Same.Count) - Missing.Count - Extra.Count;
        if (hidden > 0)
        {
            yield return $"   and {hidden} more";
        }
    }

    private static string Line(IReadOnlyList<string?>? row, int[] widths) => row is null
        ? "(no row)"
        : string.Join("  ", row.Select((value, column) => Say(value, true).PadRight(widths[column]))).TrimEnd();

    private static string Say(string? value, bool present) => present ? value ?? "~" : "";

    private static string Count(int rows) => rows == 1 ? "1 row" : $"{rows} rows";
}
