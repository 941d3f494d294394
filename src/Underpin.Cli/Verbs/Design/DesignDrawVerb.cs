using System.CommandLine;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Drawing.Formats;
using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Cli.Verbs.Design;

/// <summary><c>underpin design draw</c>: an entity diagram of each candidate, from the catalogue of a database made by its schema.</summary>
internal sealed class DesignDrawVerb : Verb
{
    private static readonly Dictionary<string, (string Ending, Func<EntityCatalogue, string, string> Write)> _formats = new()
    {
        ["svg"] = (".svg", SvgDiagram.Write),
        ["mermaid"] = (".mmd", MermaidDiagram.Write),
        ["dot"] = (".dot", DotDiagram.Write),
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
        Description = "The file to write, or a folder for one file a candidate; else one drawing is printed, and several go to the current folder.",
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
        var candidates = Drawable(_model.Read(call)).Candidates;
        var (ending, write) = _formats[call.Value(_format)!];
        var target = call.Value(_out);
        await using var home = await call.ModelServerAsync(cancellationToken);
        var drawn = new List<(string Candidate, string? File, string Text, EntityCatalogue Catalogue)>();
        foreach (var candidate in candidates)
        {
            await using var database = await CandidateDatabase.CreateAsync(home, candidate, cancellationToken);
            await using var connection = await database.Database.SessionAsync(cancellationToken);
            var catalogue = await EntityCatalogue.ReadAsync(connection, cancellationToken);
            drawn.Add((candidate.Name, FileOf(candidate, target, candidates.Count, ending), write(catalogue, candidate.Name), catalogue));
        }

        foreach (var (_, file, text, _) in drawn)
        {
            await PutAsync(call, file, text, cancellationToken);
        }

        if (call.Json)
        {
            WriteJson(call, drawn);
        }

        return ExitCode.Done;
    }

    /// <summary>A drawing needs a schema; what is wrong elsewhere in the folder does not matter.</summary>
    private static ModelFolder Drawable(ModelReading reading)
    {
        var wrong = reading.Problems.Where(problem => problem.Place.File.EndsWith("/schema.sql", StringComparison.Ordinal)).ToList();
        return new ModelReading(reading.Model, wrong).Require();
    }

    private static string? FileOf(Candidate candidate, string? target, int count, string ending) =>
        target is null ? count == 1 ? null : candidate.Name + ending
        : count > 1 || Directory.Exists(target) || target.EndsWith('/') ? Path.Combine(target, candidate.Name + ending)
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

    private static void WriteJson(Call call, List<(string Candidate, string? File, string Text, EntityCatalogue Catalogue)> drawn) =>
        call.Output.JsonObject(json =>
        {
            json.WriteStartArray("drawings");
            foreach (var (candidate, file, text, catalogue) in drawn)
            {
                json.WriteStartObject();
                json.WriteString("candidate", candidate);
                json.WriteString("file", file);
                json.WriteNumber("tables", catalogue.Entities.Count(entity => !entity.IsView));
                json.WriteNumber("foreignKeys", catalogue.Relationships.Count);
                if (file is null)
                {
                    json.WriteString("drawing", text);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
