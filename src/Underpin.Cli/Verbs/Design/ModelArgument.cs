using System.CommandLine;
using Underpin.Design.Folder;

namespace Underpin.Cli.Verbs.Design;

/// <summary>The model folder that a design verb works on, and which of its candidates.</summary>
internal sealed class ModelArgument
{
    /// <summary>What a design verb leaves behind where somebody stops it.</summary>
    public const string WhenStopped = "The databases in which candidates were tried are dropped; nothing else was touched.";

    private readonly Argument<string?> _folder = new("folder")
    {
        Description = "The model folder; where none is named, `model` beside underpin.yaml, here or in ./database.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _candidates = new("--candidate")
    {
        Description = "Only this candidate; may be given several times.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_candidates);
    }

    /// <summary>The full path of the folder.</summary>
    public string Path(Call call) => call.ModelPath(call.Optional(_folder));

    /// <summary>The names that were given; none: all candidates.</summary>
    public IReadOnlyList<string> Candidates(Call call) => call.Value(_candidates) ?? [];

    /// <summary>Reads the folder, and leaves out the candidates that do not matter.</summary>
    public ModelReading Read(Call call) => Read(call, _ => true);

    public ModelReading Read(Call call, Func<Scenario, bool> scenario) =>
        ModelFolderReader.Read(Path(call)).Only(Candidates(call), scenario);
}
