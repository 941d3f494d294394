using Npgsql;
using Underpin.Postgres;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>Takes expand back: drops what it added, rows and all, and forgets that it ran.</summary>
internal sealed class Expansion(Database database, TimeProvider time)
{
    /// <summary>
    /// Drops in the reverse order, in one transaction: all of it or nothing. Indexes on tables that are in use go after
    /// that, concurrently; a run that is killed there continues. The plan is the caller's matter.
    /// </summary>
    /// <returns>What was dropped; nothing where nothing was left.</returns>
    /// <exception cref="UnderpinException">Something that the change did not add stands on what it added.</exception>
    public async Task<IReadOnlyList<AddedObject>> TakeBackAsync(
        string change, ExpandOptions options, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        // Whoever waits for one of these statements sees what it belongs to.
        await using var named = new Database(database.ConnectionString, $"underpin back {change}");
        var marks = await ReadAsync(named, change, cancellationToken);
        var report = (string who) => progress?.Report(new(0, null, "objects", $"waits for {who}"));
        if (marks.Any(mark => !mark.Done))
        {
            await new IndexBuild(named, change, options, time)
                .SettleAsync(marks.Where(mark => !mark.Done), report, cancellationToken);
        }

        await new ShortTransactions(named, options, time).RunAsync(
            $"Taking back what {change} added", (session, token) => DropAsync(session, change, marks, token), report,
            cancellationToken);
        foreach (var mark in marks.Where(mark => mark.Added.Any(IsBusyIndex)))
        {
            await DropAloneAsync(named, change, mark, options, cancellationToken);
        }

        return [.. marks.SelectMany(mark => mark.Added.Reverse())];
    }

    private static async Task<IReadOnlyList<Mark>> ReadAsync(
        Database database, string change, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return [.. (await Marks.ReadAsync(session, change, cancellationToken)).Reverse()];
    }

    private static bool IsBusyIndex(AddedObject added) => added is { Type: "index", OnExisting: true };

    private static async Task DropAsync(
        Session session, string change, IReadOnlyList<Mark> marks, CancellationToken cancellationToken)
    {
        foreach (var mark in marks)
        {
            foreach (var added in mark.Added.Reverse().Where(added => !IsBusyIndex(added)))
            {
                await DropAsync(session, added, cancellationToken);
            }

            if (!mark.Added.Any(IsBusyIndex))
            {
                await Marks.ClearAsync(session, change, mark.Ordinal, cancellationToken);
            }
        }
    }

    private static async Task DropAsync(
        Session session, AddedObject added, CancellationToken cancellationToken)
    {
        if (Removal.Of(added) is not { } drop)
        {
            return;
        }

        try
        {
            await session.ExecuteAsync(drop, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DependentObjectsStillExist)
        {
            throw new UnderpinException(
                "back.depended",
                $"The {added.Plain} cannot be taken back, because what the change did not add stands on it: "
                + $"{(exception.Detail ?? exception.MessageText).ReplaceLineEndings("; ")}. Nothing was dropped.",
                "Drop that first, if it is no longer wanted, and run the same command again.", exception)
            {
                ExitCode = ExitCode.Findings,
            };
        }
    }

    private static async Task DropAloneAsync(
        Database database, string change, Mark mark, ExpandOptions options, CancellationToken cancellationToken)
    {
        var limits = new SessionSettings { LockTimeout = options.Patience };
        await using var session = await database.SessionAsync(limits, cancellationToken);
        foreach (var index in mark.Added.Where(IsBusyIndex))
        {
            await session.ExecuteAsync(
                Sql.Of($"drop index concurrently if exists {Sql.Constant(index.Identity)}"), cancellationToken);
        }

        await Marks.ClearAsync(session, change, mark.Ordinal, cancellationToken);
    }
}
