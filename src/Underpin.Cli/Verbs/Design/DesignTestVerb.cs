using System.CommandLine;
using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Cli.Verbs.Design;

/// <summary><c>underpin design test</c>: every scenario against every candidate.</summary>
internal sealed class DesignTestVerb : Verb
{
    private readonly ModelArgument _model = new();
    private readonly Option<string?> _scenario = new("--scenario")
    {
        Description = "Only scenarios whose name, tag or file has this in it; * stands for anything.",
        HelpName = "PATTERN",
    };

    private readonly Option<int> _show = new("--show")
    {
        Description = "How many cells that are not right to show whole; all are counted.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    public DesignTestVerb()
        : base("test", "Runs every scenario against every candidate, each in a transaction that is rolled back.",
            "underpin design test",
            "underpin design test --candidate architects --scenario 'third architect'")
    {
        _model.AddTo(this);
        Add(_scenario);
        Add(_show);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var home = call.Database();
        await using var databases = new CandidateDatabases(home);
        return await OnceAsync(call, home, databases, cancellationToken);
    }

    private async Task<ExitCode> OnceAsync(
        Call call, Postgres.Database home, CandidateDatabases databases, CancellationToken cancellationToken)
    {
        var pattern = new ScenarioPattern(call.Value(_scenario));
        var reading = _model.Read(call, pattern.Matches);
        if (reading.Model.Scenarios.Count == 0 && reading.Problems.Count == 0)
        {
            throw new UnderpinException(
                "design.scenario", $"No scenario in {reading.Model.Path} has {pattern} in its name, tags or file.",
                "`underpin design test` runs them all.")
            { ExitCode = ExitCode.Usage };
        }

        var model = await new DesignCheck(home, databases).RunAsync(reading, cancellationToken);
        if (model.Problems.Count > 0)
        {
            CheckAnswer.Show(call, model);
            call.Output.Note("Nothing was tested: the folder is not whole yet.");
            return ExitCode.Usage;
        }

        TestRun run;
        using (var progress = call.Progress("design test"))
        {
            run = await new ScenarioTest(databases, TimeProvider.System)
                .RunAsync(model.Model, model.Expected, progress, cancellationToken);
        }

        return TestAnswer.Show(call, run, call.Value(_show));
    }
}
