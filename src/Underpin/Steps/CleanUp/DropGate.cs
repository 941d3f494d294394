using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>Before what was set aside is dropped: the application has lived without it, and nothing else needs it.</summary>
internal sealed class DropGate(Database database, Instances instances, TimeProvider time)
{
    public async Task<Gate> AskAsync(
        ChangeFolder folder, Plan plan, TimeSpan soak, CancellationToken cancellationToken)
    {
        var epochs = await new Verification(database).EpochsAsync(plan.Change, cancellationToken);
        var aside = epochs.SetAside;
        var elapsed = aside is null ? TimeSpan.Zero : time.GetUtcNow() - aside.MadeAt;
        var retired = await new RetiredStore(database).ReadAsync(plan.Change, cancellationToken);
        return new("drop what was set aside", [
            new($"it has been set aside for {Duration.Say(soak)}", aside is not null && elapsed >= soak,
                aside is null ? "not set aside" : $"for {Duration.Say(elapsed)}, since {aside.MadeAt:u}"),
            await instances.AcknowledgedAsync(plan, cancellationToken),
            await instances.OldIsUnusedAsync(
                plan, epochs.OldIsStopped?.MadeAt ?? DateTimeOffset.MaxValue, cancellationToken),
            await LivedWithoutAsync(folder, retired, cancellationToken),
            await NothingDependsAsync(folder, retired, cancellationToken),
        ]);
    }

    /// <summary>A soak in which nobody used the table would prove nothing.</summary>
    private async Task<Check> LivedWithoutAsync(
        ChangeFolder folder, IReadOnlyList<Retired> retired, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var use = await TableUse.OfAsync(connection, folder.Source.Table, cancellationToken);
        var reads = use.Reads - retired.Select(column => column.ReadsThen).DefaultIfEmpty(use.Reads).Min();
        var writes = use.Writes - retired.Select(column => column.WritesThen).DefaultIfEmpty(use.Writes).Min();
        return new(
            $"{folder.Source.Table.Plain} was in use meanwhile", reads + writes > 0,
            reads < 0 || writes < 0
                ? "the server's statistics were reset since"
                : $"{reads:N0} reads and {writes:N0} rows written since it was set aside");
    }

    private async Task<Check> NothingDependsAsync(
        ChangeFolder folder, IReadOnlyList<Retired> retired, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            EmbeddedSql.Beside(typeof(DropGate), "dependents.sql").Text, connection)
        {
            Parameters =
            {
                new() { Value = folder.Source.Table.ToString() },
                new() { Value = retired.Select(column => column.SetAside ?? column.Column).ToArray() },
                new() { Value = retired.Select(column => column.Column).ToArray() },
            },
        };
        var dependents = await command.ExecuteScalarAsync(cancellationToken) as string;
        return new(
            "nothing else in the database depends on it", dependents is null,
            dependents ?? "no view, policy, publication, trigger, function, or key of another table");
    }
}
