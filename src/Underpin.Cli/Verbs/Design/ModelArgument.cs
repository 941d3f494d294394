using System.CommandLine;
using Underpin.Design;

namespace Underpin.Cli.Verbs.Design;

/// <summary>The model folder that a design verb works on, and which of its candidates.</summary>
internal sealed class ModelArgument
{
    /// <summary>What a design verb leaves behind where somebody stops it.</summary>
    public const string WhenStopped =
        "The databases in which candidates were tried are dropped; nothing else was touched.";

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

    /// <summary>The folder and candidates that were named, on the server that the command line names.</summary>
    public async Task<TriedModel> OpenAsync(Call call, CancellationToken cancellationToken)
    {
        var folder = call.ModelPath(call.Optional(_folder));
        return TriedModel.Open(await call.ModelServerAsync(cancellationToken), folder, call.Value(_candidates));
    }
}
