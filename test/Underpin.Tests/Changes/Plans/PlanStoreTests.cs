using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Changes.Plans;

public sealed class PlanStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_operators_at_once_one_moves_the_plan_and_the_other_is_told()
    {
        await using var golf = await GolfChange.ExpandedAsync(courses: 0);
        for (var round = 0; round < 50; round++)
        {
            var plan = await golf.PlanAsync();

            var moved = await Task.WhenAll(Enumerable.Range(1, 2).Select(_ =>
                new PlanStore(golf.Database, TimeProvider.System).MoveAsync(
                    plan, plan with { ShadowPercent = round + 1 }, null, Cancellation)));

            Assert.Single(moved, result => result is not null);
            Assert.Equal(plan.Version + 1, (await golf.PlanAsync()).Version);
        }
    }

    [Fact]
    public async Task A_plan_waits_for_a_transaction_that_asserted_the_earlier_one()
    {
        await using var golf = await GolfChange.ExpandedAsync(courses: 0);
        var plan = await golf.PlanAsync();
        await using var writer = new NpgsqlConnection(golf.ConnectionString);
        await writer.OpenAsync(Cancellation);
        var transaction = await writer.BeginTransactionAsync(Cancellation);
        await AssertPlanAsync(writer, plan.Version);

        var move = golf.MoveAsync(plan, plan with { ShadowPercent = 5 });
        await Task.Delay(400, Cancellation);
        Assert.False(move.IsCompleted);
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(plan.Version + 1, (await move).Version);
        await using var late = await writer.BeginTransactionAsync(Cancellation);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AssertPlanAsync(writer, plan.Version));
        Assert.Equal(PostgresErrorCodes.SerializationFailure, refused.SqlState);
    }

    [Fact]
    public async Task A_long_transaction_does_not_make_other_writers_queue_behind_the_plan()
    {
        await using var golf = await GolfChange.ExpandedAsync(courses: 0);
        var plan = await golf.PlanAsync();
        await using var slow = new NpgsqlConnection(golf.ConnectionString);
        await slow.OpenAsync(Cancellation);
        var transaction = await slow.BeginTransactionAsync(Cancellation);
        await AssertPlanAsync(slow, plan.Version);
        var move = golf.MoveAsync(plan, plan with { ShadowPercent = 5 });
        await using var other = new NpgsqlConnection(golf.ConnectionString);
        await other.OpenAsync(Cancellation);

        var longest = TimeSpan.Zero;
        for (var i = 0; i < 50; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await AssertPlanAsync(other, plan.Version);
            var waited = TimeProvider.System.GetElapsedTime(started);
            longest = waited > longest ? waited : longest;
            await Task.Delay(10, Cancellation);
        }

        await transaction.CommitAsync(Cancellation);
        await move;
        // The plan change gives way after 100 ms; without that, each would wait for as long as it tries.
        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Who_stays_in_the_way_is_named_and_nothing_is_changed()
    {
        await using var golf = await GolfChange.ExpandedAsync(courses: 0);
        var plan = await golf.PlanAsync();
        await using var writer = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(
                golf.ConnectionString)
            { ApplicationName = "a slow job" }.ConnectionString);
        await writer.OpenAsync(Cancellation);
        await using var transaction = await writer.BeginTransactionAsync(Cancellation);
        await AssertPlanAsync(writer, plan.Version);

        var store = new PlanStore(golf.Database, TimeProvider.System) { Budget = TimeSpan.FromMilliseconds(300) };
        var failure = await Assert.ThrowsAsync<UnderpinException>(
            () => store.MoveAsync(plan, plan with { ShadowPercent = 5 }, null, Cancellation));

        Assert.Equal(ExitCode.LockNotHad, failure.ExitCode);
        Assert.Contains("a slow job", failure.Message, StringComparison.Ordinal);
        Assert.Equal(plan.Version, (await golf.PlanAsync()).Version);
    }

    private static async Task AssertPlanAsync(NpgsqlConnection connection, long version)
    {
        await using var command = new NpgsqlCommand(
            "select underpin.assert_plan('golf-course-architects', $1)", connection)
        {
            Parameters = { new() { Value = version } },
        };
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
