using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Underpin.Tests.Shape;

/// <summary>Who may know whom.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> _projects = new()
    {
        ["Underpin"] = [],
        ["Underpin.Live"] = [],
        ["Underpin.Dashboard"] = ["Underpin"],
        ["Underpin.Cli"] = ["Underpin", "Underpin.Dashboard"],
        ["Golf"] = ["Underpin.Live"],
        ["EarlyCareers"] = ["Underpin.Live"],
        ["Demo"] = [] // as a user: only through the tool,
    };

    [Fact]
    public void A_project_references_only_what_lies_below_it()
    {
        var projects = Repository.Files("src").Concat(Repository.Files("apps"))
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(projects);
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.True(_projects.ContainsKey(name), $"{project}: say here what it may reference");
            var references = XDocument.Parse(Repository.Text(project)).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(
                    reference.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.Equal([], references.Except(_projects[name]).Select(extra => $"{name} → {extra}"));
        }
    }

    [Fact]
    public void The_libraries_stand_on_few_packages()
    {
        Assert.Equal(["Npgsql", "YamlDotNet"], Packages("src/Underpin/Underpin.csproj"));
        Assert.DoesNotContain(
            "Npgsql.EntityFrameworkCore.PostgreSQL", Packages("src/Underpin.Live/Underpin.Live.csproj"));
        Assert.Contains("Npgsql", Packages("src/Underpin.Live/Underpin.Live.csproj"));
    }

    [Fact]
    public void The_tool_s_library_and_the_application_s_library_do_not_know_each_other()
    {
        Assert.Equal([], Repository.Sources("src/Underpin", "src/Underpin.Cli")
            .Where(file => Regex.IsMatch(Repository.Text(file), @"using Underpin\.Live\b")));
        Assert.Equal([], Repository.Sources("src/Underpin.Live")
            .Where(file => Regex.IsMatch(Repository.Text(file), @"\bUnderpin\.(Changes|Postgres|Rules|Design)\b")));
    }

    private static IEnumerable<string> Packages(string project) =>
        XDocument.Parse(Repository.Text(project)).Descendants("PackageReference")
            .Select(reference => reference.Attribute("Include")!.Value).Order(StringComparer.Ordinal);
}
