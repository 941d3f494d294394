using Underpin.Apps.Tests.GolfCourses;
using Underpin.Tests;

namespace Underpin.Apps.Tests.WholeChange;

/// <summary>Whoever moves the change on, with the tool's own commands.</summary>
internal sealed class Operator(GolfDatabase database)
{
    private static readonly string _folder = Path.Combine(GolfFolder.Database, "changes", GolfFolder.Change);

    /// <summary>Runs <c>underpin VERB CHANGE …</c>, which must succeed.</summary>
    public async Task<string> DoAsync(string verb, params string[] options)
    {
        var answer = await RunAsync(verb, options);
        Assert.True(answer.ExitCode == ExitCode.Done, $"underpin {verb} {string.Join(' ', options)}: {answer}");
        return answer.Output;
    }

    /// <summary>Runs a command that must refuse, for this reason.</summary>
    public async Task RefusedAsync(string reason, string verb, params string[] options)
    {
        var answer = await RunAsync(verb, options);
        Assert.True(
            answer.ExitCode == ExitCode.Findings && $"{answer}".Contains(reason, StringComparison.Ordinal),
            $"underpin {verb} {string.Join(' ', options)}: {answer}");
    }

    public async Task InstallAsync()
    {
        var answer = await ToolProcess.RunAsync(database.Owner, "install", "--role", "golf_app");
        Assert.True(answer.ExitCode == ExitCode.Done, $"underpin install: {answer}");
    }

    private Task<ToolAnswer> RunAsync(string verb, string[] options) =>
        ToolProcess.RunAsync(database.Owner, [verb, _folder, .. options]);
}
