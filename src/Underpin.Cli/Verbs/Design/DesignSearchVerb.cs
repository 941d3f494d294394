using System.CommandLine;
using Underpin.Design;
using Underpin.Design.Search;

namespace Underpin.Cli.Verbs.Design;

/// <summary><c>underpin design search</c>: illegal histories that a candidate accepts.</summary>
internal sealed class DesignSearchVerb : Verb
{
    private readonly ModelArgument _model = new();
    private readonly Option<string?> _rule = new("--rule")
    {
        Description = "Only this rule of the vocabulary.",
        HelpName = "RULE",
    };

    private readonly Option<int> _histories = new("--histories")
    {
        Description = "How many random histories to make for each rule.",
        HelpName = "N",
        DefaultValueFactory = _ => 200,
    };

    private readonly Option<int?> _seconds = new("--seconds")
    {
        Description = "Give up after about this time, though histories be left.",
        HelpName = "S",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "The same seed gives the same histories.",
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    public DesignSearchVerb()
        : base("search",
            "Searches for illegal histories that a candidate accepts, and shows the smallest of each rule.",
            "underpin design search --rule I2",
            "underpin design search --candidate separate-periods --histories 1000 --seed 7")
    {
        _model.AddTo(this);
        Add(_rule);
        _histories.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 9999)
            {
                result.AddError("--histories must be from 0 to 9999; another --seed makes others.");
            }
        });
        Add(_histories);
        Add(_seconds);
        Add(_seed);
    }

    protected override string WhenStopped => ModelArgument.WhenStopped;

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var options = new SearchOptions
        {
            Seed = call.Value(_seed),
            Rule = call.Value(_rule),
            Histories = call.Value(_histories),
            Time = call.Value(_seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        await using var model = await _model.OpenAsync(call, cancellationToken);
        ModelAnswer<ModelSearch> answer;
        using (var progress = call.Progress("design search"))
        {
            answer = await model.SearchAsync(options, progress, cancellationToken);
        }

        return ModelAnswers.Whole(call, answer, "searched") is { } found
            ? SearchAnswer.Show(call, answer.Check.Candidates, found)
            : ExitCode.Usage;
    }
}
