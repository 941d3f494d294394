using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Design;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints what is wrong with a model folder.</summary>
internal static class CheckAnswer
{
    private const int Told = 100;

    /// <param name="call">Where it goes, and in which form.</param>
    /// <param name="model">What was found.</param>
    /// <param name="wrong">What the verb answers where something is wrong.</param>
    public static ExitCode Show(Call call, ModelCheck model, ExitCode wrong)
    {
        if (call.Json)
        {
            call.Output.Json(new()
            {
                Verb = call.Verb,
                Outcome = model.IsWhole ? "done" : "found",
                Figures = JsonSerializer.SerializeToElement(model, Documents.Default.ModelCheck),
            });
        }
        else
        {
            Tell(call, model);
            var found = model.Problems.Count;
            call.Output.Line(
                (found == 0 ? "Nothing is wrong" : found == 1 ? "1 problem" : $"{found:N0} problems")
                + $" in {model.Facts} facts, {model.Questions} questions, "
                + $"{model.Candidates.Count} candidates and {model.Scenarios:N0} scenarios.");
        }

        return model.IsWhole ? ExitCode.Done : wrong;
    }

    /// <summary>Each problem with its file as it is reached from here.</summary>
    private static void Tell(Call call, ModelCheck model)
    {
        foreach (var problem in model.Problems.Take(Told))
        {
            var file = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(model.Folder, problem.File));
            call.Output.Line($"{file}:{problem.Line}: {problem.Message}");
            if (problem.Hint is { } hint)
            {
                call.Output.Line($"    {hint}");
            }
        }

        foreach (var file in model.Problems.Skip(Told).GroupBy(problem => problem.File))
        {
            call.Output.Line($"and {file.Count():N0} more in {file.Key}; --json tells all.");
        }
    }
}
