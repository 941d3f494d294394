using System.CommandLine;
using Underpin.Changes.Plans;
using Underpin.Cli.Json;
using Underpin.Steps.Read;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin read</c>: step 4, reads move to the new schema, and at last the lead does.</summary>
internal sealed class ReadVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly AudienceOptions _audience = new("answer from the new schema");
    private readonly Option<double?> _shadow = Percentage.Option(
        "--shadow", "The share of the reads that is compared with the other schema's answer in the background.");
    private readonly Option<string?> _lead = new("--lead")
    {
        Description = "Which schema's write counts; the other follows.",
    };
    private readonly ForceOptions _force = new();

    public ReadVerb()
        : base("read", "Step 4: compares reads, answers them from the new schema, and lets it lead.",
            "underpin read golf-course-architects --shadow 5%",
            "underpin read golf-course-architects 100%",
            "underpin read golf-course-architects --lead new")
    {
        _lead.AcceptOnlyFromAmong("old", "new");
        Add(_change);
        _audience.AddTo(this);
        Add(_shadow);
        Add(_lead);
        _force.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        if (!_audience.AreGiven(call) && !call.Has(_shadow) && !call.Has(_lead))
        {
            throw new UnderpinException(
                "read.nothing", "Which reads? Say a percentage, --for, --group, --shadow or --lead.", Examples[1])
            {
                ExitCode = ExitCode.Usage,
            };
        }

        await using var change = call.Change(call.Value(_change));
        var request = new ReadRequest
        {
            Percent = _audience.Percent(call),
            Users = _audience.Users(call),
            Groups = _audience.Groups(call),
            ShadowPercent = call.Value(_shadow),
            Lead = call.Value(_lead) switch { "old" => Lead.Old, "new" => Lead.New, _ => null },
            Force = _force.Of(call),
        };
        return StepAnswer.Show(
            call, await change.ReadAsync(request, cancellationToken), Documents.Default.ReadResult,
            result => [StepAnswer.Moved(result)]);
    }
}
