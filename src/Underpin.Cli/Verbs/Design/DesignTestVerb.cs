using System.CommandLine;
using Underpin.Design;

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
        await using var model = await _model.OpenAsync(call, cancellationToken);
        return call.Value(_watch)
            ? await WatchAsync(call, model, cancellationToken)
            : await OnceAsync(call, model, cancellationToken);
    }

    private async Task<ExitCode> WatchAsync(Call call, TriedModel model, CancellationToken cancellationToken)
    {
        using var watch = model.Watch();
        while (true)
        {
            var started = TimeProvider.System.GetTimestamp();
            try
            {
                await OnceAsync(call, model, cancellationToken);
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

    private async Task<ExitCode> OnceAsync(Call call, TriedModel model, CancellationToken cancellationToken)
    {
        ModelAnswer<ModelTest> answer;
        using (var progress = call.Progress("design test"))
        {
            answer = await model.TestAsync(call.Value(_scenario), progress, cancellationToken);
        }

        return ModelAnswers.Whole(call, answer, "tested") is { } run
            ? TestAnswer.Show(call, run, call.Value(_show))
            : ExitCode.Usage;
    }
}
