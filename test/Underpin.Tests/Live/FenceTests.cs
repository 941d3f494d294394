using System.Data;
using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Live;
using Underpin.Postgres;

namespace Underpin.Tests.Live;

public sealed class FenceTests
{
    private const string Insert = "insert into written (wrote_old, wrote_new) values (true, false) returning id";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_transaction_commits_under_an_outdated_plan()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var (outdated, committed) = await RaceAsync(database, WriteAsync);
        Assert.Equal(0, outdated);
        Assert.True(committed > 300, $"{committed} transactions are too few to tell");
    }

    [Fact]
    public async Task Without_the_assertion_some_transactions_commit_under_an_outdated_plan()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.ExecuteAsync(
            """
            create or replace function underpin.assert_plan(
                change text, version bigint, both_written boolean default false) returns void
            language plpgsql as $$ begin end $$
            """);
        var (outdated, _) = await RaceAsync(database, WriteAsync);
        Assert.NotEqual(0, outdated);
    }

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Serializable)]
    public async Task No_transaction_of_the_applications_own_commits_under_an_outdated_plan(IsolationLevel isolation)
    {
        await using var database = await LiveDatabase.CreateAsync();
        var (outdated, committed) = await RaceAsync(
            database, change => JoinAsync(database.Application, change, isolation));
        Assert.Equal(0, outdated);
        Assert.True(committed > 200, $"{committed} transactions are too few to tell");
    }

    [Fact]
    public async Task Without_the_table_lock_a_lasting_snapshot_lets_an_outdated_plan_pass()
    {
        await using var database = await LiveDatabase.CreateAsync();
        var (outdated, _) = await RaceAsync(
            database, change => JoinAsync(database.Application, change, IsolationLevel.RepeatableRead),
            database.Plans(tableLock: Sql.Of($"select 'no lock at all'")));
        Assert.NotEqual(0, outdated);
    }

    // Two instances with four writers each, while the plan goes to and fro between writing the old schema only and
    // both. Each plan change notes, behind the fence, what was committed before it: that must have been written by the
    // plan it ends.
    private static async Task<(long Outdated, long Committed)> RaceAsync(
        LiveDatabase database, Func<Changeover, Task> write, PlanStore? plans = null)
    {
        await database.PlanAsync(new TestPlan());
        await using var one = await TestInstance.StartAsync(database.Application);
        await using var two = await TestInstance.StartAsync(database.Application);
        using var end = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(number => Task.Run(
            async () =>
            {
                while (!end.IsCancellationRequested)
                {
                    await write((number % 2 == 0 ? one : two).Change);
                }
            },
            Token)).ToList();
        var pause = new Random(7);
        for (var version = 1; version <= 40; version++)
        {
            await Task.Delay(pause.Next(5, 60), Token);
            await database.PlanAsync(
                version % 2 == 1 ? TestPlan.WriteBoth : new TestPlan(),
                $"update written set under = {version} where under is null", plans);
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);
        return (
            await database.ScalarAsync<long>(
                "select count(*) from written where under is not null and wrote_new <> (under % 2 = 0)"),
            await database.ScalarAsync<long>("select count(*) from written where under is not null"));
    }

    private static Task WriteAsync(Changeover change)
    {
        long id = 0;
        return change.WriteAsync(
            "key",
            async (transaction, ct) =>
            {
                await using var insert = new NpgsqlCommand(Insert, transaction.Connection, transaction);
                id = (long)(await insert.ExecuteScalarAsync(ct))!;
            },
            (transaction, ct) => MarkAsync(transaction, id, ct),
            Token);
    }

    private static async Task JoinAsync(NpgsqlDataSource dataSource, Changeover change, IsolationLevel isolation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await dataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(isolation, Token);
            try
            {
                using var joined = await change.BeginAsync("key", transaction, Token);
                long id = 0;
                await joined.WriteAsync(
                    common: null,
                    async ct =>
                    {
                        await using var insert = new NpgsqlCommand(Insert, connection, transaction);
                        id = (long)(await insert.ExecuteScalarAsync(ct))!;
                    },
                    ct => MarkAsync(transaction, id, ct),
                    Token);
                await joined.CompleteAsync(Token);
                await transaction.CommitAsync(Token);
                return;
            }
            catch (PostgresException exception) when (exception.IsTransient && attempt < 50)
            {
                // As any application does that uses such transactions.
            }
        }
    }

    private static async Task MarkAsync(NpgsqlTransaction transaction, long id, CancellationToken ct)
    {
        await using var update = new NpgsqlCommand(
            "update written set wrote_new = true where id = $1", transaction.Connection, transaction);
        update.Parameters.Add(new() { Value = id });
        await update.ExecuteNonQueryAsync(ct);
    }
}
