using System.CommandLine;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Changes.Journals;
using Underpin.Steps.Populate;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin populate</c>: step 3, fills the new tables beside the application.</summary>
internal sealed class PopulateVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();
    private readonly Option<int> _workers = WorkOptions.Workers();
    private readonly Option<int> _batchSize = WorkOptions.BatchSize(
        "Source rows in a batch, whose locks are held together.", new PopulateOptions().BatchSize);

    public PopulateVerb()
        : base("populate", "Step 3: fills the new tables from the old ones, in batches, beside the application.",
            "underpin populate golf-course-architects",
            "underpin populate golf-course-architects --workers 2 --batch-size 20000")
    {
        Add(_change);
        Add(_workers);
        Add(_batchSize);
    }

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var folder = ChangeFolderReader.Read(call.ChangePath(call.Value(_change)));
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        var options = new PopulateOptions { Workers = call.Value(_workers), BatchSize = call.Value(_batchSize) };
        PopulateResult result;
        using (var progress = call.Progress("populate"))
        {
            result = await new PopulateStep(database, TimeProvider.System)
                .RunAsync(folder, options, progress, cancellationToken);
        }

        var said = Say(result);
        await new Journal(database).WriteAsync(
            new Entry
            {
                Change = folder.Name,
                Command = call.CommandLine,
                Outcome = said[0],
                PlanVersion = result.Run.PlanVersion,
            },
            cancellationToken);
        if (call.Json)
        {
            WriteJson(call, result);
            return ExitCode.Done;
        }

        foreach (var line in said)
        {
            call.Output.Line(line);
        }

        return ExitCode.Done;
    }

    private static List<string> Say(PopulateResult result)
    {
        var counts = result.Counts;
        List<string> said =
        [
            $"{(result.RehearsalBecause is null ? "Populated" : "Rehearsed")}: {counts.SourceRows:N0} source rows in "
            + $"{result.Batches:N0} batches, {result.Elapsed.TotalSeconds:N1} s: {counts.Inserted:N0} rows inserted, "
            + $"{counts.Updated:N0} updated, {counts.Deleted:N0} deleted.",
        ];
        if (result.Run.Continued)
        {
            said.Add("It continued a run that had been stopped, or shared one with another process.");
        }

        if (result.Retries > 0)
        {
            said.Add($"{result.Retries:N0} batches met the application at work and were run again.");
        }

        if (result.RehearsalBecause is { } because)
        {
            said.Add($"This was a rehearsal, no evidence for reading: {because}. "
                + $"`underpin write {result.Run.Change} 100%`, then populate again.");
        }

        return said;
    }

    private static void WriteJson(Call call, PopulateResult result) => call.Output.Json(json =>
    {
        json.WriteString("change", result.Run.Change);
        json.WriteNumber("run", result.Run.Id);
        json.WriteBoolean("continued", result.Run.Continued);
        json.WriteBoolean("rehearsal", result.Run.Rehearsal);
        json.WriteString("rehearsalBecause", result.RehearsalBecause);
        json.WriteNumber("sourceRows", result.Counts.SourceRows);
        json.WriteNumber("inserted", result.Counts.Inserted);
        json.WriteNumber("updated", result.Counts.Updated);
        json.WriteNumber("deleted", result.Counts.Deleted);
        json.WriteNumber("batches", result.Batches);
        json.WriteNumber("retries", result.Retries);
        json.WriteNumber("seconds", result.Elapsed.TotalSeconds);
    });
}
