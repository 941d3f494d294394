using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>The types that a source declares, and that others can name.</summary>
internal static partial class Declarations
{
    public static IEnumerable<string> In(string file) =>
        Declaration().Matches(Repository.Text(file)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(
        @"^(?!file )(?:[a-z]+ )*?(?:record struct|record class|class|record|struct|interface|enum) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
