using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Underpin.Design;

namespace Underpin.Cli.Verbs.Design;

/// <summary>What every design verb says that tries a model.</summary>
internal static class ModelAnswers
{
    /// <summary>The result; where the folder is not whole, what is wrong with it, and null.</summary>
    /// <param name="call">Where it goes, and in which form.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="done">What was not done where the folder is not whole: <c>tested</c>.</param>
    public static T? Whole<T>(Call call, ModelAnswer<T> answer, string done)
        where T : class
    {
        if (!answer.Check.IsWhole)
        {
            call.Output.Note($"Nothing was {done}: the folder is not whole yet.");
            CheckAnswer.Show(call, answer.Check, ExitCode.Usage);
        }

        return answer.Result;
    }

    /// <summary>The result for <c>--json</c>.</summary>
    public static void Json<T>(Call call, T result, JsonTypeInfo<T> json, ExitCode exitCode = ExitCode.Done) =>
        call.Output.Json(new()
        {
            Verb = call.Verb,
            Outcome = exitCode == ExitCode.Done ? "done" : "found",
            Figures = JsonSerializer.SerializeToElement(result, json),
        });
}
