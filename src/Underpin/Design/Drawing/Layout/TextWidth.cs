namespace Underpin.Design.Drawing.Layout;

/// <summary>How wide a text is at most, without asking a browser.</summary>
/// <remarks>
/// The advance widths are those of DejaVu Sans, the widest of the fonts that the drawings name: what fits in it fits
/// in the others.
/// </remarks>
internal static class TextWidth
{
    private const char First = ' ';
    private const double Wide = 1.0;

    private static readonly short[] _plain =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636,
        636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656,
        557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613,
        635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818,
        592, 592, 525, 636, 337, 636, 838,
    ];

    private static readonly short[] _bold =
    [
        348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696,
        696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775,
        637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675,
        716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924,
        645, 652, 582, 712, 365, 712, 838,
    ];

    public static double Of(string text, TextStyle style) =>
        style.Size * text.Sum(letter => Advance(letter, style.Bold ? _bold : _plain));

    /// <summary>The text in lines that fit; the last one ends in an ellipsis where there was more.</summary>
    public static IReadOnlyList<string> Wrap(string text, TextStyle style, double width, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length == 0 || Of(longer, style) <= width)
            {
                line = longer;
                continue;
            }

            lines.Add(line);
            line = word;
        }

        lines.Add(line);
        var shown = lines.Take(most).Select(one => Fit(one, style, width)).ToList();
        if (lines.Count > most)
        {
            shown[^1] = Fit($"{lines[most - 1]} {lines[most]}", style, width);
        }

        return text.Length == 0 ? [] : shown;
    }

    /// <summary>The text, cut with an ellipsis where it is too wide.</summary>
    public static string Fit(string text, TextStyle style, double width)
    {
        if (Of(text, style) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 0 && Of($"{text[..length]}…", style) > width)
        {
            length--;
        }

        // Never half of a surrogate pair.
        return $"{text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd()}…";
    }

    private static double Advance(char letter, short[] widths) =>
        letter - First is var index && index >= 0 && index < widths.Length ? widths[index] / 1000.0 : Wide;
}
