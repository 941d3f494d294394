using Underpin.Design.Check;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints what is wrong with a model folder.</summary>
internal static class CheckAnswer
{
    private const int Told = 100;

    /// <param name="wrong">What the verb answers where something is wrong.</param>
    public static ExitCode Show(Call call, CheckedModel model, ExitCode wrong)
    {
        var code = model.Problems.Count == 0 ? ExitCode.Done : wrong;
        if (call.Json)
        {
            call.Output.JsonObject(json =>
            {
                json.WriteString("folder", model.Model.Path);
                json.WriteNumber("exitCode", (int)code);
                json.WriteStartArray("problems");
                foreach (var problem in model.Problems)
                {
                    json.WriteStartObject();
                    json.WriteString("file", problem.Place.File);
                    json.WriteNumber("line", problem.Place.Line);
                    json.WriteString("message", problem.Message);
                    json.WriteString("hint", problem.Hint);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return code;
        }

        Tell(call, model);
        var (vocabulary, found) = (model.Model.Vocabulary, model.Problems.Count);
        call.Output.Line(
            (found == 0 ? "Nothing is wrong" : found == 1 ? "1 problem" : $"{found:N0} problems")
            + $" in {vocabulary.Facts.Count} facts, {vocabulary.Questions.Count} questions, "
            + $"{model.Model.Candidates.Count} candidates and {model.Model.Scenarios.Count:N0} scenarios.");
        return code;
    }

    /// <summary>Each problem with its file as it is reached from here.</summary>
    public static void Tell(Call call, CheckedModel model)
    {
        foreach (var problem in model.Problems.Take(Told))
        {
            var file = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(model.Model.Path, problem.Place.File));
            call.Output.Line($"{file}:{problem.Place.Line}: {problem.Message}");
            if (problem.Hint is { } hint)
            {
                call.Output.Line($"    {hint}");
            }
        }

        foreach (var file in model.Problems.Skip(Told).GroupBy(problem => problem.Place.File))
        {
            call.Output.Line($"and {file.Count():N0} more in {file.Key}; --json tells all.");
        }
    }
}
