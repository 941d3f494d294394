using Underpin.Changes.Folder;
using Underpin.Changes.Operators;
using Underpin.Changes.Plans;
using Underpin.Engine;
using Underpin.Mappings;
using Underpin.Postgres;

namespace Underpin.Steps.Verify;

/// <summary>
/// Step 3: compares every row. While the old schema leads, the targets with their mappings; once the new one does,
/// the retired columns with back.sql, and what only the new schema can hold is told apart.
/// </summary>
internal sealed class VerifyStep(Database database, TimeProvider time)
{
    public async Task<VerifyResult> RunAsync(
        ChangeFolder folder, VerifyOptions options, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var plan = await new ChangeStore(database).RequireAsync(folder, cancellationToken);
        if (plan.Stage < Stage.Expanded)
        {
            throw new UnderpinException(
                "verify.gate", $"{plan.Change} is not expanded: there is nothing to verify yet.",
                $"Run `underpin expand {plan.Change}` first.")
            { ExitCode = ExitCode.Findings };
        }

        if (plan.Stage > Stage.Expanded)
        {
            return new([]);
        }

        await using var alone = await OperatorLock.SharedAsync(database, folder.Name, "verify", cancellationToken);
        var mapping = await ReadMappingAsync(folder, cancellationToken);
        Direction[] directions = plan.Lead == Lead.Old ? [Direction.Forward] : [Direction.Reverse, Direction.Forward];
        var passes = new List<Pass>();
        foreach (var direction in directions)
        {
            var run = new Run
            {
                Id = 0,
                Change = folder.Name,
                Kind = RunKind.Verify,
                Direction = direction,
                Rehearsal = !plan.WritesEverything,
                PlanVersion = plan.Version,
                BatchSize = options.BatchSize,
            };
            passes.Add(await new VerifyPass(database, mapping, options, plan.Lead == Lead.New, time)
                .RunAsync(run, progress, cancellationToken));
        }

        return new(passes);
    }

    private async Task<ChangeMapping> ReadMappingAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await new MappingReader(connection).ReadAsync(folder, cancellationToken);
    }
}
