using System.CommandLine;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Steps;
using Underpin.Steps.Back;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin back</c>: takes the last step back.</summary>
internal sealed class BackVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly ForceOptions _force = new();

    public BackVerb()
        : base("back", "Takes the last step back; every one but the drop can be.",
            "underpin back golf-course-architects")
    {
        Add(_change);
        _force.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var folder = ChangeFolderReader.Read(call.ChangePath(call.Value(_change)));
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        StepResult result;
        using (var progress = call.Progress("Going back"))
        {
            result = await new BackStep(database, TimeProvider.System)
                .RunAsync(folder, _force.Of(call), progress, cancellationToken);
        }

        return StepAnswer.Show(call, result);
    }
}
