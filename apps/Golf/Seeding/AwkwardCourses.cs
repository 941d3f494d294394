namespace Golf.Seeding;

/// <summary>What every real table holds somewhere, and what breaks a change that did not expect it.</summary>
public static class AwkwardCourses
{
    /// <summary>The first course of every seeded database, always the same.</summary>
    public static SeededCourse Manakiki { get; } = new()
    {
        Name = "Manakiki Golf Course",
        Town = "Willoughby Hills",
        Country = "United States",
        Par = 72,
        Opened = 1928,
        Architect1 = "Donald Ross",
    };

    /// <summary>One course an awkwardness, after Manakiki.</summary>
    public static IReadOnlyList<SeededCourse> All { get; } =
    [
        Course("Sand Hills Golf Club", "Ben Crenshaw", "Bill Coore") with { Town = "Mullen", Opened = 1995 },
        Course("Nobody Knows Who Golf Club", null, null),
        Course("The Second Alone Golf Club", null, "Pete Dye"),
        Course("Twice the Same Golf Club", "Alice Dye", "Alice Dye"),
        Course("An Empty First Golf Club", "", "Tom Doak"),
        Course("An Empty Second Golf Club", "Tom Doak", ""),
        Course("Both Empty Golf Club", "", ""),
        Course("Empty and Alone Golf Club", null, ""),
        Course("Blanks Golf Club", " ", "  Donald Ross  "),
        Course("Case Matters Golf Club", "donald ross", "DONALD ROSS"),
        Course("Coore & Crenshaw <b>Links</b>", "Coore & Crenshaw", "<script>alert(\"fore\")</script>"),
        Course("O'Hara's \"Hidden\" Links", "Seán O'Hara", "Bob \"the Builder\" Cupp"),
        Course("Back\\slash Dunes", "A\\B", "C:\\Links\\new"),
        Course("50 % Off / Twilight Course", "%_", "a/b"),
        Course("What? A # Course + More; Really: @Home", "?#", "&=;+"),
        Course("Already%2FEncoded %41 Course", "%2F", "%"),
        Course("Çeşme Köşkü Golf Kulübü", "İlhan Şükrü", "ılıca"),
        Course("Kawana Hotel 川奈ホテルゴルフコース", "赤星四郎", "C. H. Alison"),
        Course("نادي دبي للجولف", "كارل ليتن", null),
        Course("Οι Κήποι του Γκολφ", "Ρόμπερτ Τρεντ Τζόουνς", "Ёлкин Пётр"),
        Course("Zalgirį 🏌️‍♀️⛳ Links", "🏌🏽 Żaneta", "👨‍👩‍👧‍👦 & Sons"),
        Course("Composed Café Course", "Re\u0301my", "R\u00e9my"),
        Course("Line\nBreak Course", "Two\nLines", "Tab\tStop"),
        Course("Not Quite Nothing", "null", "NULL"),
        Course("{\"architect_1\":\"injected\"}", "'; drop table golf_courses; --", "$1"),
        Course(" leading and trailing ", "\u00a0", "\u200b"),
        Course($"The {Long("Very ", 290)}Long Name", Long("Long and Winding ", 1_500), Long("Más ñandú ", 1_200)),
        Course("Nine Holes for a Crowd", Long("Smith & ", 700), null) with { Holes = 9, Par = 36 },
    ];

    private static SeededCourse Course(string name, string? first, string? second) =>
        new()
        {
            Name = name,
            Town = "Mentor",
            Country = "United States",
            Par = 71,
            Architect1 = first,
            Architect2 = second
        };

    private static string Long(string word, int length) =>
        string.Concat(Enumerable.Repeat(word, length / word.Length + 1))[..length];
}
