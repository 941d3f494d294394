using System.Text.RegularExpressions;

namespace Underpin.Tests.Shape;

/// <summary>The product's main path, as a newcomer reads it: from the README to the SQL of a batch.</summary>
public sealed class ReadingTests
{
    private static readonly string[] _path =
    [
        "README.md",
        "src/Underpin.Cli/Program.cs",
        "src/Underpin.Cli/Verbs/PopulateVerb.cs",
        "src/Underpin/Steps/Populate/PopulateStep.cs",
        "src/Underpin/Mappings/ForwardMerge.cs",
        "src/Underpin/Mappings/MappedTarget.cs",
    ];

    [Fact]
    public void The_main_path_is_six_files_and_each_names_the_next()
    {
        Assert.Equal(6, _path.Length);
        Assert.Equal([], _path.Where(file => !File.Exists(Path.Combine(Repository.Root, file))));
        Assert.Equal([], _path.Zip(_path.Skip(1))
            .Where(pair => !Names(pair.First, pair.Second)).Select(pair => $"{pair.First} → {pair.Second}"));
    }

    [Fact]
    public void The_last_file_of_the_main_path_holds_SQL() =>
        Assert.Matches(@"\b(select|insert into|merge into)\b", Repository.Text(_path[^1]));

    // The README names a file, and code a type.
    private static bool Names(string file, string next) => file.EndsWith(".md", StringComparison.Ordinal)
        ? Repository.Text(file).Contains($"({next})", StringComparison.Ordinal)
        : Regex.IsMatch(Repository.Text(file), $@"\b{Path.GetFileNameWithoutExtension(next)}\b");
}
