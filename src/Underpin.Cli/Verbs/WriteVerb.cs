using System.CommandLine;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Steps.Write;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin write</c>: step 2, the application writes both schemas.</summary>
internal sealed class WriteVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly AudienceOptions _audience = new("write to both schemas");
    private readonly ForceOptions _force = new();

    public WriteVerb()
        : base("write", "Step 2: has the application write both schemas; the old one leads.",
            "underpin write golf-course-architects 0% --for alice --group staff",
            "underpin write golf-course-architects 100%")
    {
        Add(_change);
        _audience.AddTo(this);
        _force.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        if (!_audience.AreGiven(call))
        {
            throw new UnderpinException(
                "write.nothing", "Whose writes? Say a percentage, --for or --group.", Examples[^1])
            {
                ExitCode = ExitCode.Usage,
            };
        }

        var folder = ChangeFolderReader.Read(call.ChangePath(call.Value(_change)));
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        var request = new WriteRequest
        {
            Percent = _audience.Percent(call),
            Users = _audience.Users(call),
            Groups = _audience.Groups(call),
        };
        return StepAnswer.Show(call, await new WriteStep(database, TimeProvider.System)
            .RunAsync(folder, request, _force.Of(call), cancellationToken));
    }
}
