using System.Data;
using Npgsql;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>
/// Builds an index concurrently: outside a transaction, and without the short lock timeout, because it waits for every
/// transaction that is older and leaves an invalid index behind when it gives up.
/// </summary>
/// <remarks>https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY</remarks>
internal sealed class IndexBuild(Database database, string change, ExpandOptions options, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(
        LintedStatement statement, string text, Action<string> report, CancellationToken cancellationToken)
    {
        var patience = new Patience(options.Patience, time);
        await using var connection = await database.OpenAsync(cancellationToken);
        await TakeTurnAsync(connection, patience, report, cancellationToken);
        await RefuseForeignLeftoverAsync(connection, statement, text, cancellationToken);
        await Marks.SetAsync(connection, change, statement, done: false, cancellationToken);
        var blockers = new Blockers(database, time);
        while (true)
        {
            await SetPatienceAsync(connection, patience, cancellationToken);
            try
            {
                await blockers.WhileAsync(
                    connection.ProcessID,
                    StatementRun.OfAsync(
                        connection, statement.Statement, text,
                        [PostgresErrorCodes.LockNotAvailable, PostgresErrorCodes.DeadlockDetected], cancellationToken),
                    report);
                await Marks.FinishAsync(connection, change, statement.Statement.Ordinal, cancellationToken);
                return;
            }
            catch (Exception exception) when (
                exception is PostgresException or StatementException && connection.State == ConnectionState.Open)
            {
                await DropInvalidAsync(connection, statement.Added, cancellationToken);
                if (exception is not PostgresException crowded || !Patience.IsCrowded(crowded))
                {
                    throw;
                }

                if (!await patience.PauseAsync(cancellationToken))
                {
                    throw patience.Ended(statement.Statement.Place, blockers.Seen, exception);
                }
            }
        }
    }

    /// <summary>What a killed run left of its index builds: a finished one is marked, an invalid one removed.</summary>
    public async Task SettleAsync(
        IEnumerable<Mark> begun, Action<string> report, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var patience = new Patience(options.Patience, time);
        await TakeTurnAsync(connection, patience, report, cancellationToken);
        await SetPatienceAsync(connection, patience, cancellationToken);
        foreach (var mark in begun)
        {
            await DropInvalidAsync(connection, mark.Added, cancellationToken);
            if (mark.Added.Count > 0 && await AreValidAsync(connection, mark.Added, cancellationToken))
            {
                await Marks.FinishAsync(connection, change, mark.Ordinal, cancellationToken);
            }
        }
    }

    /// <summary>
    /// The server process of a killed run goes on building; it holds this lock, of the session, until it ends. Waiting
    /// is done by trying: a waiting statement would hold a snapshot, and the build waits for older snapshots.
    /// </summary>
    private async Task TakeTurnAsync(
        NpgsqlConnection connection, Patience patience, Action<string> report, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var command = new NpgsqlCommand(
                "select pg_try_advisory_lock(hashtextextended('index build of ' || $1, 0))", connection)
            {
                Parameters = { new() { Value = change } },
            };
            if ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
            {
                return;
            }

            const string Who = "the index build of an earlier run, which the server still works on";
            report(Who);
            if (patience.Left <= TimeSpan.Zero)
            {
                throw patience.Ended("The next index build", Who, cause: null);
            }

            await Task.Delay(_look, time, cancellationToken);
        }
    }

    private static async Task SetPatienceAsync(
        NpgsqlConnection connection, Patience patience, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select set_config('lock_timeout', $1, false), set_config('statement_timeout', '0', false)", connection)
        {
            Parameters = { new() { Value = $"{Math.Max(1, patience.Left.TotalMilliseconds):0}ms" } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>An invalid index that is not ours would be hidden from the copy, and hide ours with <c>if not exists</c>.</summary>
    private async Task RefuseForeignLeftoverAsync(
        NpgsqlConnection connection, LintedStatement statement, string text, CancellationToken cancellationToken)
    {
        var marks = await Marks.ReadAsync(connection, change, cancellationToken);
        var invalid = await InvalidAsync(connection, statement.Added, cancellationToken);
        if (invalid.Count > 0 && marks.All(mark => mark.Ordinal != statement.Statement.Ordinal))
        {
            throw Position.Refuse(
                statement.Statement.File, text, statement.Statement.Offset,
                $"The index {invalid[0]} is there already, and invalid: an earlier attempt failed.",
                $"Remove it (`drop index concurrently {invalid[0]}`) and run the command again.");
        }
    }

    private static async Task DropInvalidAsync(
        NpgsqlConnection connection, IReadOnlyList<AddedObject> added, CancellationToken cancellationToken)
    {
        foreach (var index in await InvalidAsync(connection, added, cancellationToken))
        {
            await using var drop = new NpgsqlCommand(
                Sql.Of($"drop index concurrently if exists {Sql.Constant(index)}").Text, connection)
            {
                CommandTimeout = 0,
            };
            await drop.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>> InvalidAsync(
        NpgsqlConnection connection, IReadOnlyList<AddedObject> added, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select i.indexrelid::regclass::text
            from pg_index i
            where i.indexrelid in (select to_regclass(name) from unnest($1) as name) and not i.indisvalid
            """, connection)
        {
            Parameters = { new() { Value = added.Select(index => index.Identity).ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task<bool> AreValidAsync(
        NpgsqlConnection connection, IReadOnlyList<AddedObject> added, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select bool_and(to_regclass(name) is not null) from unnest($1) as name", connection)
        {
            Parameters = { new() { Value = added.Select(index => index.Identity).ToArray() } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
