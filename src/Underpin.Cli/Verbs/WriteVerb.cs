using System.CommandLine;
using Underpin.Cli.Json;
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

        await using var change = call.Change(call.Value(_change));
        var request = new WriteRequest
        {
            Percent = _audience.Percent(call),
            Users = _audience.Users(call),
            Groups = _audience.Groups(call),
            Force = _force.Of(call),
        };
        return StepAnswer.Show(
            call, await change.WriteAsync(request, cancellationToken), Documents.Default.WriteResult,
            result => [StepAnswer.Moved(result)]);
    }
}
