using Underpin.Changes.Folder;
using Underpin.Changes.Plans;
using Underpin.Postgres;

namespace Underpin.Checks;

/// <summary>What a condition looks at: a change, its plan, and the database that it is in.</summary>
internal sealed class Situation(Database database, ChangeFolder folder, Plan plan, TimeProvider time)
{
    private Epochs? _epochs;

    public Database Database => database;

    public ChangeFolder Folder => folder;

    /// <summary>The plan in force; for a move of the lead, as it will be.</summary>
    public Plan Plan => plan;

    public TimeProvider Time => time;

    /// <summary>
    /// How long to wait for an acknowledgement: an instance that is silent for longer loses its lease.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the new schema must have been in charge, or the old one set aside.</summary>
    public TimeSpan Soak { get; init; } = folder.Evidence.Soak;

    /// <summary>How many rows the user accepts that back.sql cannot rebuild.</summary>
    public long AcceptedLoss { get; init; }

    /// <summary>Since when what holds of the change has held; read once.</summary>
    public async Task<Epochs> EpochsAsync(CancellationToken cancellationToken)
    {
        if (_epochs is null)
        {
            await using var session = await database.SessionAsync(cancellationToken);
            _epochs = new(await PlanRow.HistoryAsync(session, plan.Change, cancellationToken));
        }

        return _epochs;
    }
}
