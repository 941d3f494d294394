using System.CommandLine;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Changes.Journals;
using Underpin.Steps.Repair;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin repair</c>: step 3, mends what verify found and what failed writes left behind.</summary>
internal sealed class RepairVerb : Verb
{
    private readonly Argument<string> _change = ChangeArgument.Required();

    public RepairVerb()
        : base("repair", "Step 3: mends what the newest verify found, and what failed writes left behind.",
            "underpin repair golf-course-architects") =>
        Add(_change);

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var folder = ChangeFolderReader.Read(call.ChangePath(call.Value(_change)));
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        RepairResult result;
        using (var progress = call.Progress("repair"))
        {
            result = await new RepairStep(database, TimeProvider.System).RunAsync(folder, progress, cancellationToken);
        }

        var said = Say(result, folder.Name);
        await new Journal(database).WriteAsync(
            new Entry
            {
                Change = folder.Name,
                Command = call.CommandLine,
                Outcome = said[0],
                PlanVersion = result.Run?.PlanVersion,
            },
            cancellationToken);
        if (call.Json)
        {
            WriteJson(call, result);
        }
        else
        {
            said.ForEach(call.Output.Line);
        }

        return ExitCode.Done;
    }

    private static List<string> Say(RepairResult result, string change)
    {
        List<string> said =
        [
            result.Run is null
                ? "Nothing to repair: the newest verify left nothing, and no failed write is unsettled."
                : $"Repaired {result.Discrepancies:N0} differences and {result.Failures:N0} failed writes: "
                + $"{result.Counts.Inserted:N0} rows inserted, {result.Counts.Updated:N0} updated, "
                + $"{result.Counts.Deleted:N0} deleted.",
        ];
        if (result.Gone.Count > 0)
        {
            said.Add($"No source row is called {string.Join(", ", result.Gone.Take(5).Select(key => $"\"{key}\""))}"
                + $"{(result.Gone.Count > 5 ? $" and {result.Gone.Count - 5:N0} other keys of failed writes" : "")} any more: "
                + "what had outlived its source row is gone, and a row that was renamed is verify's to compare.");
        }

        if (result.Run is not null)
        {
            said.Add($"A pass that repaired is not a clean pass: `underpin verify {change}` is next.");
        }

        return said;
    }

    private static void WriteJson(Call call, RepairResult result) => call.Output.Json(json =>
    {
        json.WriteNumber("discrepancies", result.Discrepancies);
        json.WriteNumber("failures", result.Failures);
        json.WriteNumber("inserted", result.Counts.Inserted);
        json.WriteNumber("updated", result.Counts.Updated);
        json.WriteNumber("deleted", result.Counts.Deleted);
        json.WriteStartArray("gone");
        foreach (var key in result.Gone)
        {
            json.WriteStringValue(key);
        }

        json.WriteEndArray();
    });
}
