using System.CommandLine;
using Underpin.Design;
using Underpin.Design.Load;

namespace Underpin.Cli.Verbs.Design;

/// <summary><c>underpin design load</c>: random, legal histories in bulk, and what every question then costs.</summary>
internal sealed class DesignLoadVerb : Verb
{
    private readonly ModelArgument _model = new();
    private readonly Option<int> _histories = new("--histories")
    {
        Description = "How many histories to record in each candidate.",
        HelpName = "N",
        DefaultValueFactory = _ => 1000,
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "The same seed gives the same histories.",
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _distinct = new("--distinct")
    {
        Description = "How many of them are made fact by fact; the others are copies about other people and things.",
        HelpName = "N",
        DefaultValueFactory = _ => 500,
    };

    private readonly Option<string?> _legalBy = new("--legal-by")
    {
        Description = "The candidate that says which facts are legal; usually the one that refuses most.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _plans = new("--plans")
    {
        Description = "Show the plans of this question, of one, or of all with '*'.",
        HelpName = "QUESTION",
    };

    public DesignLoadVerb()
        : base("load",
            "Records random, legal histories in every candidate, and times every question as the tables grow.",
            "underpin design load --histories 10000 --seed 1",
            "underpin design load --histories 40000 --candidate separate-periods --json > load.json")
    {
        _model.AddTo(this);
        foreach (var count in new[] { _histories, _distinct })
        {
            count.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < 1)
                {
                    result.AddError($"{count.Name} must be at least 1.");
                }
            });
        }

        Add(_histories);
        Add(_seed);
        Add(_distinct);
        Add(_legalBy);
        Add(_plans);
    }

    protected override string WhenStopped => ModelArgument.WhenStopped;

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var options = new LoadOptions
        {
            Histories = call.Value(_histories),
            Seed = call.Value(_seed),
            Distinct = call.Value(_distinct),
            LegalBy = call.Value(_legalBy),
        };
        await using var model = await _model.OpenAsync(call, cancellationToken);
        ModelAnswer<LoadReport> answer;
        using (var progress = call.Progress("design load"))
        {
            answer = await model.LoadAsync(options, progress, cancellationToken);
        }

        if (ModelAnswers.Whole(call, answer, "recorded") is not { } report)
        {
            return ExitCode.Usage;
        }

        LoadAnswer.Show(call, report, call.Value(_plans));
        return ExitCode.Done;
    }
}
