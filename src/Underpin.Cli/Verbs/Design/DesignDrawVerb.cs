using System.CommandLine;
using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Design;

namespace Underpin.Cli.Verbs.Design;

/// <summary>
/// <c>underpin design draw</c>: an entity diagram of each candidate, from the catalogue of a database made by its
/// schema.
/// </summary>
internal sealed class DesignDrawVerb : Verb
{
    private static readonly Dictionary<string, (string Ending, DrawingFormat Format)> _formats = new()
    {
        ["svg"] = (".svg", DrawingFormat.Svg),
        ["mermaid"] = (".mmd", DrawingFormat.Mermaid),
        ["dot"] = (".dot", DrawingFormat.Dot),
    };

    private readonly ModelArgument _model = new();
    private readonly Option<string> _format = new("--format")
    {
        Description = "svg, mermaid or dot.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => "svg",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "The file to write, or a folder for one file a candidate; else one drawing is printed, "
            + "and several go to the current folder.",
        HelpName = "FILE|FOLDER",
    };

    public DesignDrawVerb()
        : base("draw", "Draws the tables of each candidate, with keys, types and comments.",
            "underpin design draw --out docs/",
            "underpin design draw --candidate architects --format mermaid")
    {
        _format.AcceptOnlyFromAmong([.. _formats.Keys]);
        _model.AddTo(this);
        Add(_format);
        Add(_out);
    }

    protected override string WhenStopped => ModelArgument.WhenStopped;

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var model = await _model.OpenAsync(call, cancellationToken);
        var (ending, format) = _formats[call.Value(_format)!];
        var drawings = await model.DrawAsync(format, cancellationToken);
        var drawn = new List<Drawn>();
        foreach (var drawing in drawings)
        {
            var file = FileOf(drawing.Candidate, call.Value(_out), drawings.Count, ending);
            await PutAsync(call, file, drawing.Text, cancellationToken);
            drawn.Add(new(
                drawing.Candidate, file, drawing.Tables, drawing.ForeignKeys, file is null ? drawing.Text : null));
        }

        if (call.Json)
        {
            call.Output.Json(new()
            {
                Verb = call.Verb,
                Outcome = "done",
                Figures = JsonSerializer.SerializeToElement(drawn, Documents.Default.Drawings),
            });
        }

        return ExitCode.Done;
    }

    private static string? FileOf(string candidate, string? target, int count, string ending) =>
        target is null ? count == 1 ? null : candidate + ending
        : count > 1 || Directory.Exists(target) || target.EndsWith('/') ? Path.Combine(target, candidate + ending)
        : target;

    private static async Task PutAsync(Call call, string? file, string text, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await File.WriteAllTextAsync(file, text, cancellationToken);
            call.Output.Note($"Wrote {file}.");
        }
        else if (!call.Json)
        {
            call.Output.Line(text.TrimEnd());
        }
    }
}
