using System.CommandLine;

namespace Underpin.Cli;

/// <summary>For whom a step is taken: a share of the keys, named callers, groups of callers.</summary>
internal sealed class AudienceOptions(string verb)
{
    private readonly Argument<double?> _percent = Percentage.Argument(
        $"The share of the keys to {verb}; one key always falls on the same side. 0% also clears --for and --group.");

    private readonly Option<string[]> _users = new("--for")
    {
        Description = "Callers, by name, for whom it holds whatever the key.",
        HelpName = "USER",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _groups = new("--group")
    {
        Description = "Groups of callers for whom it holds whatever the key.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        command.Add(_percent);
        command.Add(_users);
        command.Add(_groups);
    }

    public double? Percent(Call call) => call.Optional(_percent);

    public IReadOnlyList<string> Users(Call call) => call.Value(_users) ?? [];

    public IReadOnlyList<string> Groups(Call call) => call.Value(_groups) ?? [];

    /// <summary>Was anything said at all?</summary>
    public bool AreGiven(Call call) => Percent(call) is not null || Users(call).Count > 0 || Groups(call).Count > 0;
}
