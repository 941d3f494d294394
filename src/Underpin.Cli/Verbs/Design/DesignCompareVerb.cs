using System.CommandLine;
using Underpin.Design;

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
        await using var model = await _model.OpenAsync(call, cancellationToken);
        ModelAnswer<ModelScores> answer;
        using (var progress = call.Progress("design compare"))
        {
            answer = await model.CompareAsync(call.Value(_search), call.Value(_load), progress, cancellationToken);
        }

        if (ModelAnswers.Whole(call, answer, "compared") is not { } card)
        {
            return ExitCode.Usage;
        }

        if (call.Value(_html) is { } file)
        {
            await File.WriteAllTextAsync(file, card.Page(), cancellationToken);
            call.Output.Note($"Wrote {file}.");
        }

        ScoreCardAnswer.Show(call, card);
        return ExitCode.Done;
    }
}
