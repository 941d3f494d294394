using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;
using Underpin.Cli.Json;

namespace Underpin.Cli;

/// <summary>Results go to stdout, everything else to stderr.</summary>
internal sealed class Output(InvocationConfiguration streams) : IProgress<string>
{
    private static readonly Documents _json = new(new(Documents.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>A line of the result.</summary>
    public void Line(string text = "") => streams.Output.WriteLine(text);

    /// <summary>What the user should know besides the result.</summary>
    public void Note(string text) => streams.Error.WriteLine(text);

    void IProgress<string>.Report(string value) => Note(value);

    /// <summary>The result for <c>--json</c>.</summary>
    public void Json(Envelope envelope) =>
        streams.Output.WriteLine(JsonSerializer.Serialize(envelope, _json.Envelope));

    /// <summary>
    /// Something drawn, such as a table with borders; without colours where the output is no terminal.
    /// </summary>
    public void Write(IRenderable drawing)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(streams.Output) });
        if (Console.IsOutputRedirected)
        {
            // A log has no width; its lines are not to be broken at 80.
            console.Profile.Width = 200;
        }

        console.Write(drawing);
    }

    /// <summary>Columns as wide as their widest cell; the last one is not padded.</summary>
    public void Table(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max());
        var padded = widths.SkipLast(1).Append(0).ToArray();
        foreach (var row in rows.Prepend(heads))
        {
            Line(string.Join("  ", row.Select((cell, column) => cell.PadRight(padded[column]))).TrimEnd());
        }
    }
}
