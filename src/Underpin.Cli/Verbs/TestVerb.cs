using System.CommandLine;
using Underpin.Square;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin test</c>: the square, in scratch databases.</summary>
internal sealed class TestVerb : Verb
{
    private static readonly SquareOptions _usual = new();

    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<string?> _model = new("--model")
    {
        Description = "The model folder; where none is named, `model` beside the folder of the changes.",
        HelpName = "FOLDER",
    };

    private readonly Option<int> _histories = Count(
        "--histories", "N", "How many random histories to record both ways round.", _usual.Histories);

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "The same seed makes the same histories.",
        HelpName = "S",
        DefaultValueFactory = _ => _usual.Seed,
    };

    private readonly Option<int> _writers = Count(
        "--writers", "W", "How many sessions record facts in the old schema while populate runs.", _usual.Writers);

    private readonly Option<int> _show = Count(
        "--show", "N", "How many causes to shrink to their smallest history; all differences are counted.",
        _usual.Shown);

    private readonly Option<string?> _scratch = new("--scratch")
    {
        Description = "Make the scratch databases on this server instead of the one connected to.",
        HelpName = "STRING",
    };

    public TestVerb()
        : base("test",
            "Tries a whole change on scenarios and random histories: do facts recorded in the old schema and "
                + "changed end as the same facts recorded in the new one? Only in scratch databases.",
            "underpin test golf-course-architects",
            "underpin test golf-course-architects --histories 1000 --seed 7 --json")
    {
        Add(_change);
        Add(_model);
        Add(_histories);
        Add(_seed);
        Add(_writers);
        Add(_show);
        Add(_scratch);
    }

    protected override string WhenStopped =>
        "The databases in which the change was tried are dropped; nothing else was touched.";

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var options = new SquareOptions
        {
            Histories = call.Value(_histories),
            Seed = call.Value(_seed),
            Writers = call.Value(_writers),
            Shown = call.Value(_show),
        };
        var model = call.Value(_model);
        var server = ScratchOption.Resolve(call, _scratch) ?? await call.ModelServerAsync(cancellationToken);
        await using var change = call.Change(call.Value(_change), server);
        SquareResult result;
        using (var progress = call.Progress("test"))
        {
            result = await change.TestAsync(
                model is null ? null : Path.GetFullPath(model), options, progress, cancellationToken);
        }

        SquareAnswer.Show(call, result);
        return result.ExitCode;
    }

    private static Option<int> Count(string name, string helpName, string description, int usual)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError($"{name} must not be negative.");
            }
        });
        return option;
    }
}
