using System.Text.RegularExpressions;
using Underpin.Live;

namespace Underpin.Tests.Shape;

public sealed partial class PublicApiTests
{
    [Fact]
    public void Underpin_shows_only_what_was_decided() => Approved.Verify(PublicApi.Of(typeof(ExitCode).Assembly));

    [Fact]
    public void Underpin_Live_shows_only_what_was_decided() =>
        Approved.Verify(PublicApi.Of(typeof(Changeover).Assembly));

    [Fact]
    public void A_public_type_beyond_forty_has_its_reason()
    {
        var types = typeof(ExitCode).Assembly.GetExportedTypes().Select(type => type.Name.Split('`')[0]).ToList();
        var reasons = Reason().Matches(Repository.Text("docs/decisions/10-front-door.md"))
            .SelectMany(row => Name().Matches(row.Groups["types"].Value)).Select(name => name.Groups["name"].Value)
            .ToList();

        Assert.Equal([], reasons.Except(types));
        Assert.InRange(types.Except(reasons).Count(), 1, 40);
    }

    [GeneratedRegex(@"^\| (?<types>`[^|]+`) \| [^|]+ \|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"`(?<name>\w+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
