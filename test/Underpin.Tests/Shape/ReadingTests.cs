using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>The product's main path, as a newcomer reads it: from the README to the SQL of a range.</summary>
public sealed class ReadingTests
{
    private static readonly string[] _path =
    [
        "src/Underpin.Cli/Program.cs",
        "src/Underpin.Cli/Verbs/PopulateVerb.cs",
        "src/Underpin/Changes/Change.cs",
        "src/Underpin/Steps/Populate/PopulateStep.cs",
        "src/Underpin/Mappings/ForwardMerge.cs",
        "src/Underpin/Mappings/MappedTarget.cs",
    ];

    [Fact]
    public void The_readme_leads_to_the_first_file() =>
        Assert.Contains($"({_path[0]})", Repository.Text("README.md"), StringComparison.Ordinal);

    [Fact]
    public void The_main_path_is_six_files_and_each_says_what_the_next_one_is_for()
    {
        Assert.Equal(6, _path.Length);
        Assert.Equal([], _path.Where(file => !File.Exists(Path.Combine(Repository.Root, file))));
        Assert.Equal([], _path.Zip(_path.Skip(1))
            .Where(pair => !Tells(pair.First, pair.Second)).Select(pair => $"{pair.First} → {pair.Second}"));
    }

    [Fact]
    public void The_last_file_of_the_main_path_holds_SQL() =>
        Assert.Matches(@"\b(select|insert into|merge into)\b", Repository.Text(_path[^1]));

    // In a comment, with words around it.
    private static bool Tells(string file, string next) => Regex.IsMatch(
        Repository.Text(file), $@"//[^\n]*\b{Path.GetFileNameWithoutExtension(next)}\b");
}
