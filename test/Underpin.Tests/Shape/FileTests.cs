using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>How the files of this repository look.</summary>
public sealed partial class FileTests
{
    private static readonly string[] _root =
    [
        ".editorconfig", ".gitattributes", ".gitignore", "BannedSymbols.txt", "CONTRIBUTING.md",
        "Directory.Build.props", "Directory.Packages.props", "LICENSE", "README.md", "Underpin.slnx", "build", "demo",
        "global.json", "underpin",
    ];

    private static readonly string[] _folders =
    [
        "Helpers", "Utils", "Common", "Extensions", "Models", "Services", "Infrastructure", "Abstractions",
    ];

    [Fact]
    public void The_root_holds_only_what_belongs_there() =>
        Assert.Equal([], Repository.Files().Where(file => !file.Contains('/')).Except([.. _root, ".git"]));

    [Fact]
    public void No_source_is_longer_than_400_lines() =>
        Assert.Equal([], new[] { "src", "apps", "test", "bench", "docs" }.SelectMany(Repository.Files)
            .Where(file => Regex.IsMatch(file, @"\.(cs|sql|cshtml|razor|css|js|md|csproj)$"))
            // A candidate is three files of blocks, whatever its domain's size.
            .Where(file => !file.Contains("/candidates/"))
            // Rendered from the records, which are short: nobody reads it from end to end.
            .Where(file => file != "docs/json.md")
            .Where(file => Repository.Text(file).Count(letter => letter == '\n') > 400));

    [Fact]
    public void A_file_holds_one_type_and_is_named_as_it()
    {
        foreach (var file in Repository.Sources().Where(file => !file.EndsWith(".cshtml.cs", StringComparison.Ordinal)))
        {
            var types = Declarations.In(file).Distinct().ToList();
            Assert.True(types.Count <= 1, $"{file} holds {string.Join(", ", types)}");
            Assert.All(types, type => Assert.Equal(Path.GetFileName(file).Split('.')[0], type));
        }
    }

    [Fact]
    public void No_name_hides_what_a_thing_is()
    {
        Assert.Equal([], Repository.Sources().Where(file => file.Split('/').Intersect(_folders).Any()));
        Assert.Equal([], Repository.Sources()
            .SelectMany(file => Declarations.In(file)
                .Where(type => EmptyName().IsMatch(type)).Select(type => $"{file}: {type}")));
    }

    [Fact]
    public void An_interface_of_ours_has_more_than_one_implementation()
    {
        var all = Repository.Sources().Select(Repository.Text).ToList();
        var ours = Repository.Sources("src", "apps").SelectMany(Declarations.In)
            .Where(type => Regex.IsMatch(type, "^I[A-Z]"));
        Assert.Equal([], ours.Where(name => all.Sum(text =>
            Regex.Count(text, $@"(class|record|struct)\s[^;{{]*:[^;{{]*\b{name}\b", RegexOptions.Singleline)) < 2));
    }

    [Fact]
    public void The_libraries_never_touch_the_console() =>
        Assert.Equal([], Repository.Sources("src/Underpin", "src/Underpin.Live", "src/Underpin.Dashboard")
            .Where(file => Regex.IsMatch(Repository.Text(file), @"\bConsole\.")));

    [Fact]
    public void Names_enter_SQL_only_as_identifiers() =>
        Assert.Equal([], Repository.Sources("src")
            .Where(file => PastTheHandler().IsMatch(Repository.Text(file))));

    [GeneratedRegex("(Manager|Helpers?|Base|Impl|Info|Data|Processor|Utils?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex EmptyName();

    // A string with holes, given to the server.
    [GeneratedRegex(
        @"(new NpgsqlCommand|new NpgsqlBatchCommand|CreateCommand|CreateBatchCommand)\(\s*\$+"""
        + @"|CommandText\s*=\s*\$+""|string\.Format\(")]
    private static partial Regex PastTheHandler();
}
