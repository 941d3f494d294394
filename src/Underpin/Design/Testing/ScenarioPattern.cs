using System.IO.Enumeration;
using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>
/// Chooses scenarios by a part of their name, tag or file; <c>*</c> and <c>?</c> stand for other letters.
/// </summary>
internal sealed class ScenarioPattern(string? pattern)
{
    public bool Matches(Scenario scenario) =>
        pattern is null || Matches(scenario.Title) || Matches(scenario.Place.File) || scenario.Tags.Any(Matches);

    public override string ToString() => $"\"{pattern}\"";

    private bool Matches(string text) => FileSystemName.MatchesSimpleExpression($"*{pattern}*", text, ignoreCase: true);
}
