using System.CommandLine;
using Underpin.Steps;

namespace Underpin.Cli;

/// <summary><c>--force --because "…"</c>: passes a shut gate, and says why in the journal.</summary>
internal sealed class ForceOptions
{
    private readonly Option<bool> _force = new("--force")
    {
        Description = "Pass a gate that is shut; needs --because.",
    };

    private readonly Option<string?> _because = new("--because")
    {
        Description = "Why the gate may be passed; kept in the journal.",
        HelpName = "REASON",
    };

    public void AddTo(Command command)
    {
        command.Add(_force);
        command.Add(_because);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_force) && string.IsNullOrWhiteSpace(result.GetValue(_because)))
            {
                result.AddError("--force needs --because \"…\": the journal keeps the reason.");
            }
        });
    }

    /// <summary>Null where a shut gate stops the step.</summary>
    public Force? Of(Call call) => call.Value(_force) ? new(call.Value(_because)!) : null;
}
