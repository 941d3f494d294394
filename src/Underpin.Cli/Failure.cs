namespace Underpin.Cli;

/// <summary>Shows an error: what happened, where, and what to do next.</summary>
internal static class Failure
{
    public static int Show(Call call, UnderpinException failure)
    {
        var at = failure as StatementException;
        call.Output.Note(at is null ? failure.Message : $"{at.File}:{at.Line}: {at.Message}");
        if (at?.Snippet is { } snippet)
        {
            call.Output.Note($"    {snippet.Trim()}");
        }

        if (failure.Hint is { } hint)
        {
            call.Output.Note(hint);
        }

        if (call.Verbose)
        {
            call.Output.Note(failure.ToString());
        }

        if (call.Json)
        {
            call.Output.Json(new()
            {
                Verb = call.Verb,
                Outcome = "failed",
                Errors =
                [
                    new()
                    {
                        Code = failure.Code,
                        Message = failure.Message,
                        Hint = failure.Hint,
                        File = at?.File,
                        Line = at?.Line,
                        SqlState = at?.SqlState,
                    },
                ],
            });
        }

        return (int)failure.ExitCode;
    }
}
