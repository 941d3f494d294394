using System.Data;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Design.Testing;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Steps;
using Underpin.Steps.Expand;
using Underpin.Steps.Lint;
using Underpin.Steps.Populate;
using Underpin.Steps.Verify;

namespace Underpin.Square;

/// <summary>
/// The old candidate in a scratch database, in which the change runs by the very steps that the verbs call.
/// </summary>
internal sealed class ChangedDatabase(CandidateDatabase old, ChangeFolder folder, TimeProvider time)
{
    private CleanSlate? _slate;
    private Merge? _back;

    private readonly StepCall _call = new($"underpin test {folder.Name}");

    public CandidateDatabase Old => old;

    /// <summary>Opens sessions that see the schema as it is after expand.</summary>
    public Database Database => old.Database;

    /// <returns>What lint has against expand.sql where its gate was shut; null where it is done.</returns>
    public async Task<LintResult?> ExpandAsync(CancellationToken cancellationToken)
    {
        await new Installer(old.Database).InstallAsync(cancellationToken);
        var result = await new ExpandStep(old.Database, time).RunAsync(
            folder, new ExpandOptions(), _call, null, cancellationToken);
        return result.Outcome == StepOutcome.Shut ? result.Lint : null;
    }

    /// <summary>Leaves no row but those that the schema came with; the change has expanded it, and no more.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await using var session = await old.Database.SessionAsync(cancellationToken);
        _slate ??= await CleanSlate.TakeAsync(session, cancellationToken);
        await _slate.RestoreAsync(session, cancellationToken);
        await session.ExecuteAsync(Sql.Of($"truncate underpin.run cascade"), cancellationToken);
    }

    /// <summary>
    /// Populates the new schema from what the old one holds, verifies it, and looks whether it leads back.
    /// </summary>
    public async Task<ChangeTrial> ChangeAsync(PopulateOptions options, CancellationToken cancellationToken)
    {
        if (await PopulateAsync(options, cancellationToken) is { } failure)
        {
            return new() { Failure = failure };
        }

        var verified = await new VerifyStep(old.Database, time).RunAsync(
            folder, new VerifyOptions { StoredAtMost = 20 }, _call, null, cancellationToken);
        return new()
        {
            Found = verified.Found,
            Discrepancies = [.. verified.Passes.SelectMany(pass => pass.Discrepancies)],
            Back = folder.Retires.Count == 0 ? null : await CompareBackAsync(cancellationToken),
        };
    }

    /// <returns>Why it stopped; null where it ran to the end.</returns>
    public async Task<string?> PopulateAsync(PopulateOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await new PopulateStep(old.Database, time).RunAsync(folder, options, _call, null, cancellationToken);
            return null;
        }
        catch (UnderpinException exception) when (exception is not StatementException)
        {
            return exception.Message;
        }
    }

    /// <summary>
    /// As verify compares once the new schema leads: nobody has written the new tables but the change itself.
    /// </summary>
    private async Task<ComparedRange> CompareBackAsync(CancellationToken cancellationToken)
    {
        await using var session = await old.Database.SessionAsync(cancellationToken);
        _back ??= Merge.For(await new MappingReader(session).ReadAsync(folder, cancellationToken), Direction.Reverse);
        await using var transaction = await session.BeginAsync(cancellationToken, IsolationLevel.RepeatableRead);
        return await new RangeComparison(session, KeyRange.Everything, newLeads: false)
            .CompareAsync(_back, most: 20, cancellationToken);
    }
}
