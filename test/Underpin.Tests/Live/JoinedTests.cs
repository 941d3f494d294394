using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Underpin.Tests.Live;

public sealed class JoinedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_joins_a_transaction_of_EF_Core_and_one_of_its_retries_follows_the_new_plan()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(new TestPlan());
        await using var instance = await TestInstance.StartAsync(database.Application, watching: false);
        var options = new DbContextOptionsBuilder<GolfContext>()
            .UseNpgsql(database.Application, npgsql => npgsql.EnableRetryOnFailure()).Options;
        var attempts = 0;
        await new GolfContext(options).Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var context = new GolfContext(options);
            await using var transaction = await context.Database.BeginTransactionAsync(Token);
            var inner = (NpgsqlTransaction)context.Database.CurrentTransaction!.GetDbTransaction();
            using var joined = await instance.Change.BeginAsync("1", inner, Token);
            await joined.WriteAsync(
                common: null,
                async ct =>
                {
                    context.Courses.Add(new OldCourse { Id = 1, Name = "Manakiki" });
                    await context.SaveChangesAsync(ct);
                },
                ct => context.Database.ExecuteSqlAsync($"insert into new_course (id, name) values (1, 'Manakiki')", ct),
                Token);
            if (++attempts == 1)
            {
                // The instance has not heard of it: only the fence can.
                await database.PlanAsync(TestPlan.WriteBoth);
            }

            await joined.CompleteAsync(Token);
            await transaction.CommitAsync(Token);
        });
        Assert.Equal(2, attempts);
        Assert.Equal("Manakiki", await database.ScalarAsync<string>("select name from old_course"));
        Assert.Equal("Manakiki", await database.ScalarAsync<string>("select name from new_course"));
    }

    [Fact]
    public async Task A_write_by_EF_Core_that_fails_as_the_follower_leaves_its_transaction_whole()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.ExecuteAsync("insert into old_course values (1, 'taken')");
        await database.PlanAsync(TestPlan.WriteBoth with { Lead = "new" });
        await using var instance = await TestInstance.StartAsync(database.Application);
        var options = new DbContextOptionsBuilder<GolfContext>().UseNpgsql(database.Application).Options;
        await using var context = new GolfContext(options);
        await using var transaction = await context.Database.BeginTransactionAsync(Token);
        using var joined = await instance.Change.BeginAsync(
            "1", (NpgsqlTransaction)transaction.GetDbTransaction(), Token);
        await joined.WriteAsync(
            common: null,
            async ct =>
            {
                context.Courses.Add(new OldCourse { Id = 1, Name = "again" });
                await context.SaveChangesAsync(ct);
            },
            ct => context.Database.ExecuteSqlAsync($"insert into new_course (id, name) values (1, 'again')", ct),
            Token);
        await joined.CompleteAsync(Token);
        await transaction.CommitAsync(Token);
        Assert.Equal("again", await database.ScalarAsync<string>("select name from new_course"));
        Assert.Equal("old 23505", await database.ScalarAsync<string>(
            "select follower || ' ' || sqlstate from underpin.write_failure"));
    }

    [Fact]
    public async Task Dapper_works_in_a_write_of_either_kind()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        await instance.Change.WriteAsync(
            "1",
            (transaction, _) => transaction.Connection!.ExecuteAsync(
                "insert into old_course (id, name) values (@id, @name)", new { id = 1, name = "x" }, transaction),
            (transaction, _) => transaction.Connection!.ExecuteAsync(
                "insert into new_course (id, name) values (@id, @name)", new { id = 1, name = "x" }, transaction),
            Token);
        await using var connection = await database.Application.OpenConnectionAsync(Token);
        await using var own = await connection.BeginTransactionAsync(Token);
        using var joined = await instance.Change.BeginAsync("2", own, Token);
        await joined.WriteAsync(
            common: null,
            _ => connection.ExecuteAsync("insert into old_course (id, name) values (2, 'y')", transaction: own),
            _ => connection.ExecuteAsync("insert into new_course (id, name) values (2, 'y')", transaction: own),
            Token);
        await joined.CompleteAsync(Token);
        await own.CommitAsync(Token);
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>(
            "select count(*) from old_course join new_course using (id, name)"));
    }

    [Fact]
    public async Task A_write_that_is_abandoned_does_not_hold_the_next_plan_up()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(TestPlan.WriteBoth);
        await using var instance = await TestInstance.StartAsync(database.Application);
        await using (var connection = await database.Application.OpenConnectionAsync(Token))
        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            using var joined = await instance.Change.BeginAsync("1", transaction, Token);
            await Assert.ThrowsAsync<InvalidOperationException>(() => joined.WriteAsync(
                common: null, _ => throw new InvalidOperationException(), _ => Task.CompletedTask, Token));
        }

        Assert.True(instance.Live.IsIdle);
    }
}
