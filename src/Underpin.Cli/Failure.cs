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
            call.Output.Json(json =>
            {
                json.WriteStartObject("error");
                json.WriteString("code", failure.Code);
                json.WriteString("message", failure.Message);
                json.WriteString("hint", failure.Hint);
                if (at is not null)
                {
                    json.WriteString("file", at.File);
                    json.WriteNumber("line", at.Line);
                    json.WriteString("sqlState", at.SqlState);
                }

                json.WriteEndObject();
            });
        }

        return (int)failure.ExitCode;
    }
}
