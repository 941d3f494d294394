using System.CommandLine;
using Underpin.Design.Check;
using Underpin.Design.ScoreCard;
using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.ScoreCard.Page;
using Underpin.Design.Testing;

namespace Underpin.Cli.Verbs.Design;

/// <summary><c>underpin design compare</c>: the score card.</summary>
internal sealed class DesignCompareVerb : Verb
{
    private readonly ModelArgument _model = new();
    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write the score card as one self-contained page: matrix, diagrams, scenarios, failures.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _search = new("--search")
    {
        Description = "What `underpin design search --json` printed: illegal histories that candidates accept.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _load = new("--load")
    {
        Description = "What `underpin design load --json` printed: size and speed at volume.",
        HelpName = "FILE",
    };

    public DesignCompareVerb()
        : base("compare", "Compares the candidates: scenarios, rules, touch, repetition, emptiness, plainness.",
            "underpin design compare --html score-card.html",
            "underpin design compare apps/Golf/database/model --candidate two-columns --candidate architects")
    {
        _model.AddTo(this);
        Add(_html);
        Add(_search);
        Add(_load);
    }

    protected override string WhenStopped => ModelArgument.WhenStopped;

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var measured = new Measurements
        {
            Illegal = call.Value(_search) is { } search ? MeasurementFile.Search(search) : null,
            Volume = call.Value(_load) is { } load ? MeasurementFile.Load(load) : null,
        };
        await using var home = await call.ModelServerAsync(cancellationToken);
        await using var databases = new CandidateDatabases(home);
        var model = await new DesignCheck(home, databases).RunAsync(_model.Read(call), cancellationToken);
        if (model.Problems.Count > 0)
        {
            CheckAnswer.Show(call, model, ExitCode.Usage);
            call.Output.Note("Nothing was compared: the folder is not whole yet.");
            return ExitCode.Usage;
        }

        Scores card;
        using (var progress = call.Progress("design compare"))
        {
            card = await new Comparison(databases, TimeProvider.System).RunAsync(model, measured, progress, cancellationToken);
        }

        if (call.Value(_html) is { } file)
        {
            await File.WriteAllTextAsync(file, ScoreCardPage.Write(card), cancellationToken);
            call.Output.Note($"Wrote {file}.");
        }

        ScoreCardAnswer.Show(call, card);
        return ExitCode.Done;
    }
}
