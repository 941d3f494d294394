namespace Underpin.Tests.Shape;

/// <summary>A line fits beside another one on a screen.</summary>
public sealed class LineTests
{
    private const int Columns = 120;

    [Theory]
    [InlineData("src/Underpin")]
    [InlineData("src/Underpin.Live")]
    [InlineData("src/Underpin.Cli")]
    [InlineData("apps")]
    [InlineData("test")]
    [InlineData("bench")]
    public void No_line_is_longer_than_120_columns(string folder)
    {
        var sources = Repository.Files(folder).Where(IsSource).ToList();

        Assert.NotEmpty(sources);
        var longer = sources.SelectMany(file => Repository.Text(file).Split('\n').Index()
            .Where(line => line.Item.Length > Columns && !IsAddress(line.Item))
            .Select(line => $"{file}:{line.Index + 1}")).ToList();
        Assert.True(longer.Count == 0, $"{longer.Count} lines:\n{string.Join('\n', longer)}");
    }

    // What an earlier version installed is kept as it was.
    private static bool IsSource(string file) =>
        Path.GetExtension(file) is ".cs" or ".sql" && Path.GetFileName(file) != "version-1.sql";

    // An address cannot be broken: it may stand by itself in a comment.
    private static bool IsAddress(string line) =>
        line.TrimStart(' ', '/', '-') is var words && words.StartsWith("http", StringComparison.Ordinal)
        && !words.Contains(' ');
}
