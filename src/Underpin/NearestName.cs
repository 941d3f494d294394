namespace Underpin;

/// <summary>The known name that a mistyped one most likely meant.</summary>
internal static class NearestName
{
    public static string To(string wrong, IEnumerable<string> known) =>
        known.MinBy(name => Distance(wrong, name)) ?? "";

    /// <summary>Levenshtein's distance: letters added, left out or changed.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
