using System.CommandLine;
using System.CommandLine.Parsing;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Steps;
using Underpin.Steps.Expand;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin expand</c>: step 1, the new schema comes to stand beside the old one.</summary>
internal sealed class ExpandVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<TimeSpan> _lockTimeout = Length(
        "--lock-timeout", "How long one try waits for a lock; others queue behind it meanwhile.", new ExpandOptions().LockTimeout);

    private readonly Option<TimeSpan> _patience = Length(
        "--patience", "How long each statement is tried again before expand gives up.", new ExpandOptions().Patience);

    private readonly Option<string?> _scratch = ScratchOption.Create();
    private readonly ForceOptions _force = new();

    public ExpandVerb()
        : base("expand", "Step 1: runs expand.sql, one statement at a time, after lint has passed it.",
            "underpin expand golf-course-architects")
    {
        Add(_change);
        Add(_lockTimeout);
        Add(_patience);
        Add(_scratch);
        _force.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var folder = ChangeFolderReader.Read(call.ChangePath(call.Value(_change)));
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        var options = new ExpandOptions
        {
            LockTimeout = call.Value(_lockTimeout),
            Patience = call.Value(_patience),
            ScratchServer = ScratchOption.Resolve(call, _scratch),
        };
        StepResult result;
        using (var progress = call.Progress("expand"))
        {
            result = await new ExpandStep(database, TimeProvider.System)
                .RunAsync(folder, options, _force.Of(call), progress, cancellationToken);
        }

        return StepAnswer.Show(call, result);
    }

    private static Option<TimeSpan> Length(string name, string description, TimeSpan usual) => new(name)
    {
        Description = $"{description} Usually {Duration.Say(usual)}.",
        HelpName = "TIME",
        DefaultValueFactory = _ => usual,
        CustomParser = result => Read(result),
    };

    private static TimeSpan Read(ArgumentResult result)
    {
        if (Duration.Parse(result.Tokens[0].Value) is { } length && length > TimeSpan.Zero)
        {
            return length;
        }

        result.AddError($"\"{result.Tokens[0].Value}\" is no length of time: write 500ms, 2s or 10m.");
        return default;
    }
}
