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

    private static readonly Dictionary<string, string[]> _folders = new()
    {
        ["Postgres"] = [],
        ["Rules"] = ["Postgres"],
        ["Changes"] = ["Postgres", "Rules", "Mappings", "Engine", "Checks", "Steps"],
        ["Mappings"] = ["Postgres", "Changes"],
        ["Engine"] = ["Postgres", "Changes", "Mappings"],
        ["Checks"] = ["Postgres", "Changes"],
        ["Steps"] = ["Postgres", "Rules", "Changes", "Mappings", "Engine", "Checks"],
        ["Design"] = ["Postgres"],
        // A change tested with the scenarios of a model: here alone the two meet.
        ["Square"] = ["Postgres", "Changes", "Steps", "Mappings", "Engine", "Design"],
        ["Square/Rows"] = ["Postgres", "Square"],
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
        Assert.DoesNotContain("Npgsql.EntityFrameworkCore.PostgreSQL", Packages("src/Underpin.Live/Underpin.Live.csproj"));
        Assert.Contains("Npgsql", Packages("src/Underpin.Live/Underpin.Live.csproj"));
    }

    [Fact]
    public void Inside_the_library_Design_and_Changes_stand_on_Postgres_and_know_nothing_of_each_other()
    {
        foreach (var (folder, allowed) in _folders)
        {
            foreach (var file in Repository.Sources($"src/Underpin/{folder}"))
            {
                var known = Regex.Matches(Repository.Text(file), @"\bUnderpin\.(?<folder>Postgres|Rules|Changes|Mappings|Engine|Checks|Steps|Design|Square)\b")
                    .Select(match => match.Groups["folder"].Value).Distinct().Except([.. allowed, folder]);
                Assert.Equal([], known.Select(other => $"{file} → {other}"));
            }
        }
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
