using Npgsql;

namespace Underpin.Tests.Live;

public sealed class PoolerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_are_prepared_once_a_session_but_not_behind_a_pooler()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var pooler = Pooler.Before(database.Application);

        Assert.NotEqual(0, await PreparedAsync(database.Application));
        Assert.Equal(0, await PreparedAsync(pooler.Clients));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Behind_a_pooler_it_is_the_followers_own_session_that_is_ended(bool holdsTheConnection)
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var pooler = Pooler.Before(database.Application);
        await using var instance = await TestInstance.StartAsync(
            pooler.Clients, options => options.FollowerTimeout = TimeSpan.FromMilliseconds(300));
        var start = TimeProvider.System.GetTimestamp();
        await instance.Change.WriteAsync(
            "Manakiki", Course.InOld(1, "kept"),
            async (transaction, _) =>
            {
                if (holdsTheConnection)
                {
                    await Course.InNew(1, "too late")(transaction, CancellationToken.None);
                    await Task.Delay(TimeSpan.FromSeconds(4), CancellationToken.None);
                }

                await using var sleep = new NpgsqlCommand("select pg_sleep(30)", transaction.Connection, transaction);
                await sleep.ExecuteNonQueryAsync(CancellationToken.None);
            },
            Token);

        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(3), "the caller waited too long");
        Assert.Equal("kept", await database.ScalarAsync<string>("select name from old_course"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from new_course"));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from underpin.write_failure"));
    }

    private static async Task<long> PreparedAsync(NpgsqlDataSource dataSource)
    {
        await using var instance = await TestInstance.StartAsync(dataSource);
        var prepared = 0L;
        for (var i = 0; i < 5; i++)
        {
            await instance.Change.WriteAsync(
                "Manakiki",
                async (transaction, ct) =>
                {
                    await using var count = new NpgsqlCommand(
                        "select count(*) from pg_prepared_statements", transaction.Connection, transaction);
                    prepared = (long)(await count.ExecuteScalarAsync(ct))!;
                },
                (_, _) => Task.CompletedTask,
                Token);
        }

        return prepared;
    }
}
