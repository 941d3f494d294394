using System.CommandLine;
using Underpin.Design.Check;
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

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Run again whenever a file of the folder is saved, until Ctrl+C.",
    };

    public DesignTestVerb()
        : base("test", "Runs every scenario against every candidate, each in a transaction that is rolled back.",
            "underpin design test",
            "underpin design test --candidate architects --scenario 'third architect'",
            "underpin design test --watch")
    {
        _model.AddTo(this);
        Add(_scenario);
        Add(_show);
        Add(_watch);
    }

    protected override string WhenStopped => ModelArgument.WhenStopped;

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var home = await call.ModelServerAsync(cancellationToken);
        await using var databases = new CandidateDatabases(home);
        var check = new DesignCheck(home, databases);
        return call.Value(_watch)
            ? await WatchAsync(call, check, databases, cancellationToken)
            : await OnceAsync(call, check, databases, cancellationToken);
    }

    private async Task<ExitCode> WatchAsync(
        Call call, DesignCheck check, CandidateDatabases databases, CancellationToken cancellationToken)
    {
        using var watch = new FolderWatch(_model.Path(call));
        while (true)
        {
            var started = TimeProvider.System.GetTimestamp();
            try
            {
                await OnceAsync(call, check, databases, cancellationToken);
            }
            catch (UnderpinException exception) when (exception.ExitCode == ExitCode.Usage)
            {
                // Half a file is saved now and then; the next save may mend it.
                Failure.Show(call, exception);
            }

            var took = TimeProvider.System.GetElapsedTime(started);
            call.Output.Note($"Done in {took.TotalMilliseconds:0} ms; waiting for the next save, Ctrl+C ends.\n");
            try
            {
                await watch.SavedAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Done;
            }
        }
    }

    private async Task<ExitCode> OnceAsync(
        Call call, DesignCheck check, CandidateDatabases databases, CancellationToken cancellationToken)
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

        var model = await check.RunAsync(reading, cancellationToken);
        if (model.Problems.Count > 0)
        {
            call.Output.Note("Nothing was tested: the folder is not whole yet.");
            return CheckAnswer.Show(call, model, ExitCode.Usage);
        }

        TestedModel run;
        using (var progress = call.Progress("design test"))
        {
            run = await new ScenarioTest(databases, TimeProvider.System)
                .RunAsync(model.Model, model.Expected, progress, cancellationToken);
        }

        return TestAnswer.Show(call, run, call.Value(_show));
    }
}
