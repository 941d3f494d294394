using System.Xml.Linq;

namespace Underpin.Tests.Shape;

/// <summary>What the projects name: packages, and friends.</summary>
public sealed class PackageTests
{
    [Fact]
    public void Every_package_version_is_that_of_a_package_in_use()
    {
        var used = Projects().Append("Directory.Build.props").SelectMany(file => Named(file, "PackageReference"));
        var versions = Named("Directory.Packages.props", "PackageVersion").ToList();
        Assert.NotEmpty(versions);
        Assert.Equal([], versions.Except(used));
    }

    [Fact]
    public void A_friend_is_a_test_or_a_benchmark_that_references_the_project()
    {
        var friends = Projects().SelectMany(file => Named(file, "InternalsVisibleTo").Select(friend => (file, friend)));
        var strangers = friends.Where(pair => !IsFriend(pair.file, pair.friend))
            .Select(pair => $"{Assembly(pair.file)} → {pair.friend}");
        Assert.Empty(strangers);
    }

    private static bool IsFriend(string project, string friend) =>
        Projects().SingleOrDefault(file => Assembly(file) == friend) is { } other
        && (other.StartsWith("test/", StringComparison.Ordinal) || other.StartsWith("bench/", StringComparison.Ordinal))
        && Named(other, "ProjectReference")
            .Any(reference => Path.GetFileName(reference.Replace('\\', '/')) == Path.GetFileName(project));

    private static string Assembly(string project) =>
        XDocument.Parse(Repository.Text(project)).Descendants("AssemblyName").SingleOrDefault()?.Value
        ?? Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> Named(string file, string element) =>
        XDocument.Parse(Repository.Text(file)).Descendants(element).Select(one => one.Attribute("Include")!.Value);

    private static IEnumerable<string> Projects() =>
        new[] { "src", "apps", "test", "bench" }.SelectMany(Repository.Files)
        .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));
}
