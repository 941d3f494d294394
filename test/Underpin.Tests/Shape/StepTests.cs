using Underpin.Checks;
using Underpin.Cli.Sentences;

namespace Underpin.Tests.Shape;

/// <summary>Learn one step, know all.</summary>
public sealed class StepTests
{
    /// <summary>Lint is a step of nobody's plan: it has no gate of its own, expand has.</summary>
    private static readonly string[] _withoutGate = ["Lint"];

    [Fact]
    public void Every_step_has_the_same_files()
    {
        var steps = Directory.GetDirectories(Path.Combine(Repository.Root, "src/Underpin/Steps"))
            .Select(folder => Path.GetFileName(folder)).ToList();
        Assert.NotEmpty(steps);
        Assert.Equal([], steps.SelectMany(step => new[] { "Step", "Result", "Gate" }
            .Where(kind => kind != "Gate" || !_withoutGate.Contains(step))
            .Select(kind => $"src/Underpin/Steps/{step}/{step}{kind}.cs"))
            .Where(file => !File.Exists(Path.Combine(Repository.Root, file))));
    }

    [Fact]
    public void Every_check_has_its_sentence() =>
        Assert.Equal(
            typeof(CheckCode).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(),
            CheckSentence.Codes.Order());

    [Fact]
    public void Nothing_in_the_library_searches_a_sentence() =>
        Assert.Equal([], Repository.Sources("src/Underpin/Checks", "src/Underpin/Steps", "src/Underpin/Changes")
            .Where(file => Repository.Text(file).Contains(".Message.Contains(", StringComparison.Ordinal)
                || Repository.Text(file).Contains("Found.Contains(", StringComparison.Ordinal)));
}
