using System.CommandLine;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Changes.Standing;
using Underpin.Postgres;

namespace Underpin.Cli.Verbs;

/// <summary><c>underpin status</c>: the five steps, the evidence for the next gate, the next command.</summary>
internal sealed class StatusVerb : Verb
{
    private readonly Argument<string?> _change = ChangeArgument.Optional();

    public StatusVerb()
        : base("status", "Shows the five steps, the evidence for the next gate, and the next command.",
            "underpin status golf-course-architects") =>
        Add(_change);

    protected override async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        await using var database = call.Database();
        await new Installer(database).RequireAsync(cancellationToken);
        var folders = call.Optional(_change) is { } named
            ? [call.ChangePath(named)]
            : Directory.Exists(call.ChangesFolder)
                ? Directory.GetDirectories(call.ChangesFolder)
                    .Where(folder => File.Exists(Path.Combine(folder, "change.yaml"))).Order().ToArray()
                : [];
        if (folders.Length == 0)
        {
            call.Output.Note($"There is no change in {call.ChangesFolder}; `underpin new NAME` makes one.");
            return ExitCode.Done;
        }

        var statuses = await ReadAllAsync(database, folders, cancellationToken);
        if (call.Json)
        {
            WriteJson(call, statuses);
            return ExitCode.Done;
        }

        foreach (var status in statuses)
        {
            Show(call, status);
        }

        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<Status>> ReadAllAsync(
        Database database, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var statuses = new List<Status>();
        foreach (var path in folders)
        {
            statuses.Add(await new StatusReader(database, TimeProvider.System)
                .ReadAsync(ChangeFolderReader.Read(path), cancellationToken));
        }

        return statuses;
    }

    private static void Show(Call call, Status status)
    {
        call.Output.Line($"{status.Plan.Change}, plan {status.Plan.Version}: {status.Plan.Say()}");
        call.Output.Line();
        var number = 0;
        foreach (var step in status.Steps)
        {
            call.Output.Line($"  {++number} {Mark(step.Progress)} {step.Name,-17} {step.Found}");
        }

        call.Output.Line();
        foreach (var warning in status.Warnings)
        {
            call.Output.Line($"  !  {warning.Asks}: {warning.Found}");
        }

        if (status.Next.Gate is { } gate)
        {
            call.Output.Line($"The gate to \"{gate.Step}\" is {(gate.IsOpen ? "open" : "shut")}:");
            StepAnswer.Show(call, gate);
            call.Output.Line();
        }

        call.Output.Line(status.Next.Command is { } command ? $"Next: {command}" : "Done: the change is complete.");
    }

    private static string Mark(Changes.Standing.Progress progress) => progress switch
    {
        Changes.Standing.Progress.Done => "[x]",
        Changes.Standing.Progress.Begun => "[-]",
        _ => "[ ]",
    };

    private static void WriteJson(Call call, IReadOnlyList<Status> statuses) => call.Output.Json(json =>
    {
        json.WriteStartArray("changes");
        foreach (var status in statuses)
        {
            json.WriteStartObject();
            json.WriteString("change", status.Plan.Change);
            StepAnswer.Write(json, status.Plan);
            json.WriteStartArray("steps");
            foreach (var step in status.Steps)
            {
                json.WriteStartObject();
                json.WriteString("name", step.Name);
                json.WriteString("progress", step.Progress.ToString());
                json.WriteString("found", step.Found);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (var warning in status.Warnings)
            {
                json.WriteStringValue($"{warning.Asks}: {warning.Found}");
            }

            json.WriteEndArray();
            json.WriteString("next", status.Next.Command);
            if (status.Next.Gate is { } gate)
            {
                StepAnswer.Write(json, gate);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
