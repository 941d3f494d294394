using System.CommandLine;
using Underpin.Cli.Json;
using Underpin.Steps;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Drop;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin clean-up</c>: step 5, what is retired is set aside, then archived and dropped.</summary>
internal sealed class CleanUpVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<bool> _drop = new("--drop")
    {
        Description = "Archive what was set aside, then drop it. This cannot be taken back.",
    };
    private readonly Option<string?> _archive = new("--archive")
    {
        Description = "The file that keeps the dropped values; else archive/CHANGE.csv.gz in the change's folder.",
        HelpName = "FILE",
    };
    private readonly Option<TimeSpan?> _soak = new("--soak")
    {
        Description = "How long the new schema must have been in charge; else change.yaml, else 7d.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var time = Duration.Parse(result.Tokens[0].Value);
            if (time is null)
            {
                result.AddError($"\"{result.Tokens[0].Value}\" is not a time such as 30s, 10m, 2h or 7d.");
            }

            return time;
        },
    };
    private readonly Option<long> _acceptLoss = new("--accept-lost")
    {
        Description = "How many rows you accept that back.sql cannot rebuild; must be the number found.",
        HelpName = "ROWS",
    };
    private readonly ForceOptions _force = new();

    public CleanUpVerb()
        : base("clean-up", "Step 5: stops writing the old schema and sets it aside; --drop archives and drops it.",
            "underpin clean-up golf-course-architects",
            "underpin clean-up golf-course-architects --drop --archive /srv/archive/golf.csv.gz")
    {
        Add(_change);
        Add(_drop);
        Add(_archive);
        Add(_soak);
        Add(_acceptLoss);
        _force.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var change = call.Change(call.Value(_change));
        if (!call.Value(_drop))
        {
            var request = new CleanUpRequest
            {
                Soak = call.Value(_soak),
                AcceptedLoss = call.Value(_acceptLoss),
                Force = _force.Of(call),
            };
            return StepAnswer.Show(
                call, await change.CleanUpAsync(request, cancellationToken), Documents.Default.CleanUpResult, Say);
        }

        DropResult dropped;
        using (var progress = call.Progress("Archive"))
        {
            dropped = await change.DropAsync(
                new()
                {
                    Soak = call.Value(_soak),
                    Archive = call.Value(_archive) is { } file ? Path.GetFullPath(file) : null,
                    Force = _force.Of(call),
                },
                progress, cancellationToken);
        }

        return StepAnswer.Show(call, dropped, Documents.Default.DropResult, Say);
    }

    private static IEnumerable<string> Say(CleanUpResult result) => result.Outcome == StepOutcome.Nothing
        ? [StepAnswer.Moved(result)]
        :
        [
            .. result.Plans.Select(StepAnswer.Moved),
            .. result.SetAside.Select(column =>
                $"{column} is set aside; `underpin back {result.Plan.Change}` puts it back."),
        ];

    private static IEnumerable<string> Say(DropResult result) =>
    [
        .. result.Archive is { } archive
            ? [$"{archive.Rows:N0} rows archived in {archive.Path} (SHA-256 {archive.Sha256})."] : (string[])[],
        StepAnswer.Moved(result),
    ];
}
