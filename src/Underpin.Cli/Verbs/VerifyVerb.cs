using System.CommandLine;
using Underpin.Cli.Json;
using Underpin.Steps;
using Underpin.Steps.Verify;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin verify</c>: step 3, compares every row of both schemas.</summary>
internal sealed class VerifyVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<int> _workers = WorkOptions.Workers();
    private readonly Option<int> _batchSize = WorkOptions.BatchSize(
        "Source rows in a range, which are compared in one snapshot.", new VerifyOptions().BatchSize);
    private readonly Option<int> _show = new("--show")
    {
        Description = "How many differences to show; all are counted.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    public VerifyVerb()
        : base("verify", "Step 3: compares every row of the old and the new schema, in one snapshot a range.",
            "underpin verify golf-course-architects",
            "underpin verify golf-course-architects --show 100 --json")
    {
        Add(_change);
        Add(_workers);
        Add(_batchSize);
        Add(_show);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var change = call.Change(call.Value(_change));
        var options = new VerifyOptions
        {
            Workers = call.Value(_workers),
            BatchSize = call.Value(_batchSize),
            ShownAtMost = call.Value(_show),
        };
        VerifyResult result;
        using (var progress = call.Progress("verify"))
        {
            result = await change.VerifyAsync(options, progress, cancellationToken);
        }

        if (result.Outcome != StepOutcome.Shut && !call.Json)
        {
            VerifyAnswer.Show(call, result, call.Value(_show));
        }

        return StepAnswer.Show(call, result, Documents.Default.VerifyResult, _ => []);
    }
}
