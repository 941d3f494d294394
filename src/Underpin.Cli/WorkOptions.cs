using System.CommandLine;

namespace Underpin.Cli;

/// <summary>How much a long command does at once.</summary>
internal static class WorkOptions
{
    public static Option<int> Workers() =>
        AtLeastOne("--workers", "How many sessions work at the same time; several processes may run, too.", 1);

    public static Option<int> BatchSize(string description, int usual) =>
        AtLeastOne("--batch-size", description, usual);

    private static Option<int> AtLeastOne(string name, string description, int usual)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name} must be 1 or more.");
            }
        });
        return option;
    }
}
