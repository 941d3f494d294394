using System.CommandLine;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Steps.CleanUp;

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
        var folder = ChangeFolderReader.Read(call.ChangePath(call.Value(_change)));
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        var request = new CleanUpRequest
        {
            Soak = call.Value(_soak) ?? folder.Evidence.Soak,
            AcceptedLoss = call.Value(_acceptLoss),
        };
        if (!call.Value(_drop))
        {
            return StepAnswer.Show(call, await new CleanUpStep(database, TimeProvider.System)
                .RunAsync(folder, request, _force.Of(call), cancellationToken));
        }

        using var progress = call.Progress("Archive");
        var archive = Path.GetFullPath(
            call.Value(_archive) ?? Path.Combine(folder.Path, "archive", $"{folder.Name}.csv.gz"));
        var result = await new DropStep(database, TimeProvider.System)
            .RunAsync(folder, request, archive, _force.Of(call), progress, cancellationToken);
        progress.Dispose();
        return StepAnswer.Show(call, result);
    }
}
