using System.Text.RegularExpressions;
using Underpin.Design.Testing;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Folder;

/// <summary>The folder that docs/model-folder.md shows.</summary>
public sealed partial class ModelFolderPageTests
{
    [Fact]
    public async Task What_the_page_shows_is_a_whole_model_that_is_right()
    {
        using var model = new GolfModel();
        Directory.Delete(Path.Combine(model.Path, "candidates"), recursive: true);
        Directory.Delete(Path.Combine(model.Path, "scenarios"), recursive: true);
        var files = File().Matches(Repository.Text("docs/model-folder.md")).ToList();
        Assert.Equal(5, files.Count);
        foreach (var file in files)
        {
            model.Write(file.Groups["path"].Value, file.Groups["text"].Value);
        }

        var cell = await ModelRun.CellAsync(model);

        Assert.Equal((Outcome.Right, ""), (cell.Outcome, string.Join('\n', cell.Lines)));
        Assert.All(cell.Held, held => Assert.Equal("one_school_at_a_time on school_periods", held.By.Speaker));
    }

    [GeneratedRegex(@"^## (?<path>\S+\.(yaml|sql))\n(?:(?!^## |^```).*\n)*?^```\w+\n(?<text>(?:.*\n)*?)^```$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex File();
}
