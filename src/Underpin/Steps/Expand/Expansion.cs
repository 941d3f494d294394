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
        // The dependents that the server names are in the error's details.
        await using var telling = new Database(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { IncludeErrorDetail = true }.ConnectionString,
            $"underpin back {change}");
        var marks = await ReadAsync(telling, change, cancellationToken);
        var report = (string who) => progress?.Report(new(0, null, "objects", $"waits for {who}"));
        if (marks.Any(mark => !mark.Done))
        {
            await new IndexBuild(telling, change, options, time)
                .SettleAsync(marks.Where(mark => !mark.Done), report, cancellationToken);
        }

        await new ShortTransactions(telling, options, time).RunAsync(
            $"Taking back what {change} added", (connection, token) => DropAsync(connection, change, marks, token), report,
            cancellationToken);
        foreach (var mark in marks.Where(mark => mark.Added.Any(IsBusyIndex)))
        {
            await DropAloneAsync(telling, change, mark, options, cancellationToken);
        }

        return [.. marks.SelectMany(mark => mark.Added.Reverse())];
    }

    private static async Task<IReadOnlyList<Mark>> ReadAsync(
        Database database, string change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await Marks.ReadAsync(connection, change, cancellationToken)).Reverse()];
    }

    private static bool IsBusyIndex(AddedObject added) => added is { Type: "index", OnExisting: true };

    private static async Task DropAsync(
        NpgsqlConnection connection, string change, IReadOnlyList<Mark> marks, CancellationToken cancellationToken)
    {
        foreach (var mark in marks)
        {
            foreach (var added in mark.Added.Reverse().Where(added => !IsBusyIndex(added)))
            {
                await DropAsync(connection, added, cancellationToken);
            }

            if (!mark.Added.Any(IsBusyIndex))
            {
                await Marks.ClearAsync(connection, change, mark.Ordinal, cancellationToken);
            }
        }
    }

    private static async Task DropAsync(
        NpgsqlConnection connection, AddedObject added, CancellationToken cancellationToken)
    {
        if (Removal.Of(added) is not { } drop)
        {
            return;
        }

        try
        {
            await using var command = new NpgsqlCommand(drop.Text, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
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
        await using var connection = await database.OpenAsync(cancellationToken);
        await using (var limits = new NpgsqlCommand("select set_config('lock_timeout', $1, false)", connection)
        {
            Parameters = { new() { Value = $"{options.Patience.TotalMilliseconds:0}ms" } },
        })
        {
            await limits.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var index in mark.Added.Where(IsBusyIndex))
        {
            await using var drop = new NpgsqlCommand(
                Sql.Of($"drop index concurrently if exists {Sql.Constant(index.Identity)}").Text, connection)
            {
                CommandTimeout = 0,
            };
            await drop.ExecuteNonQueryAsync(cancellationToken);
        }

        await Marks.ClearAsync(connection, change, mark.Ordinal, cancellationToken);
    }
}
