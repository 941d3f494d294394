using System.CommandLine;
using System.Text.Json;
using Underpin.Changes.Folder;
using Underpin.Rules;
using Underpin.Steps.Expand;
using Underpin.Steps.Lint;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin lint</c>: tries expand.sql on a scratch copy of the live schema, and looks.</summary>
internal sealed class LintVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<string?> _scratch = ScratchOption.Create();

    public LintVerb()
        : base("lint", "Tries expand.sql on a scratch copy of the live schema and says what would hurt.",
            "underpin lint golf-course-architects")
    {
        Add(_change);
        Add(_scratch);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var folder = ChangeFolderReader.Read(call.ChangePath(call.Value(_change)));
        await using var database = call.Database();
        IReadOnlyList<Mark> marks;
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            marks = await Marks.ReadAsync(connection, folder.Name, cancellationToken);
        }

        LintReport report;
        using (var progress = call.Progress("lint"))
        {
            report = await new Linter(database) { ScratchServer = ScratchOption.Resolve(call, _scratch) }
                .RunAsync(folder, marks, progress, cancellationToken);
        }

        Show(call, report);
        return report.Findings.Count == 0 ? ExitCode.Done : ExitCode.Findings;
    }

    private static void Show(Call call, LintReport report)
    {
        if (call.Json)
        {
            call.Output.Json(json => Write(json, report));
            return;
        }

        foreach (var finding in report.Findings)
        {
            foreach (var line in finding.Lines)
            {
                call.Output.Line(line);
            }

            call.Output.Line();
        }

        if (report.Stopped is { } stopped)
        {
            call.Output.Line(stopped);
        }

        var earlier = report.Total - report.Statements.Count;
        call.Output.Line(
            $"{Count(report.Findings.Count, "finding")} in {Count(report.Statements.Count, "statement")} of expand.sql"
            + (earlier > 0 && report.Stopped is null ? $" ({earlier} more are done already)" : "")
            + "; the live database was only read.");
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static void Write(Utf8JsonWriter json, LintReport report)
    {
        json.WriteString("change", report.Change);
        json.WriteNumber("statements", report.Statements.Count);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
        json.WriteStartArray("adds");
        foreach (var added in report.Statements.SelectMany(statement => statement.Added))
        {
            json.WriteStartObject();
            json.WriteString("type", added.Type);
            json.WriteString("identity", added.Identity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Line);
        json.WriteString("about", finding.About);
        json.WriteString("message", finding.Message);
        json.WriteString("instead", finding.Instead);
        json.WriteBoolean("mayBeForced", finding.MayBeForced);
        json.WriteEndObject();
    }
}
