using Underpin.Steps.Populate;

namespace Underpin.Tests.Steps.Populate;

/// <summary>A row that belongs to another source key now than when the target was written.</summary>
public sealed class MovedRowTests
{
    /// <summary>What the old schema says now, in the words of <see cref="BadgeChange.WornAsync"/>.</summary>
    public static TheoryData<string, string, string> Moves => new()
    {
        { "up", "update people set badge_number = case id when 2 then 101 end where id in (1, 2)",
            "101 by Person 2, 103 by Person 3" },
        { "down", "update people set badge_number = case id when 1 then 102 end where id in (1, 2)",
            "102 by Person 1, 103 by Person 3" },
        { "swap", "update people set badge_number = 203 - badge_number where id in (1, 2)",
            "101 by Person 2, 102 by Person 1, 103 by Person 3" },
        { "round", "update people set badge_number = 101 + id % 3",
            "101 by Person 3, 102 by Person 1, 103 by Person 2" },
        { "round the other way", "update people set badge_number = 101 + (id + 1) % 3",
            "101 by Person 2, 102 by Person 3, 103 by Person 1" },
        { "from one who is gone", "delete from people where id = 3; update people set badge_number = 103 where id = 1",
            "102 by Person 2, 103 by Person 1" },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public Task In_one_batch_it_changes_hands(string move, string sql, string expected) =>
        PopulatesAsync(move, sql, expected, batchSize: 10);

    [Theory]
    [MemberData(nameof(Moves))]
    public Task From_batch_to_batch_it_changes_hands(string move, string sql, string expected) =>
        PopulatesAsync(move, sql, expected, batchSize: 1);

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task A_repair_of_all_that_verify_found_gives_it_to_its_owner(string move, string sql, string expected)
    {
        await using var change = await MovedAsync(sql);
        Assert.True((await change.VerifyAsync()).Found > 0, move);
        await change.RepairAsync();
        Assert.Equal(expected, await change.WornAsync());
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task A_repair_of_any_one_key_leaves_nothing_wrong_with_those_it_took_from(
        string move, string sql, string expected)
    {
        await using var change = await MovedAsync("select 1");
        for (var key = 1; key <= 3; key++)
        {
            await change.RunAsync(
                """
                truncate people, badge;
                insert into people select i, 'Person ' || i, 100 + i from generate_series(1, 3) as i;
                insert into badge select badge_number, id, name from people
                """);
            await change.RunAsync(sql);
            await change.RunAsync(
                """
                insert into underpin.write_failure (change, key, follower, message, plan_version)
                values ('golf', $1, 'new', 'refused', 2)
                """, $"{key}");
            await change.RepairAsync();
            await change.VerifyAsync();
            await change.RepairAsync();
            Assert.True(expected == await change.WornAsync(), $"{move}, repair of {key}: {await change.WornAsync()}");
            Assert.Equal(0, (await change.VerifyAsync()).Found);
        }
    }

    [Fact]
    public async Task A_row_that_belongs_to_nobody_is_taken()
    {
        await using var change = await MovedAsync("select 1");
        await change.RunAsync("update badge set holder_id = null where number = 102");
        await change.PopulateAsync(new PopulateOptions { BatchSize = 1 });
        Assert.Equal("101 by Person 1, 102 by Person 2, 103 by Person 3", await change.WornAsync());
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    public async Task Two_owners_of_one_row_are_a_conflict_that_names_both(int batchSize, bool held)
    {
        await using var change = await MovedAsync("update people set badge_number = 102 where id = 3");
        if (!held)
        {
            await change.RunAsync("truncate badge");
        }

        var exception = await Assert.ThrowsAsync<UnderpinException>(
            () => change.PopulateAsync(new PopulateOptions { BatchSize = batchSize }));
        Assert.Equal("run.contested", exception.Code);
        Assert.Contains("badge", exception.Message, StringComparison.Ordinal);
        Assert.Contains("{\"number\": 102}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("2 and 3", exception.Message, StringComparison.Ordinal);

        await change.RunAsync("update people set badge_number = 103 where id = 3");
        await change.PopulateAsync(new PopulateOptions { BatchSize = batchSize });
        Assert.Equal("101 by Person 1, 102 by Person 2, 103 by Person 3", await change.WornAsync());
    }

    private static async Task PopulatesAsync(string move, string sql, string expected, int batchSize)
    {
        await using var change = await MovedAsync(sql);
        await change.PopulateAsync(new PopulateOptions { BatchSize = batchSize });
        Assert.True(expected == await change.WornAsync(), $"{move}: {await change.WornAsync()}");
        Assert.Equal(0, (await change.VerifyAsync()).Found);
    }

    /// <summary>Populated, and then moved in the old schema alone, as where a follower's write failed.</summary>
    private static async Task<CourseChange> MovedAsync(string sql)
    {
        var change = await BadgeChange.CreateAsync(people: 3);
        await change.PopulateAsync();
        await change.RunAsync(sql);
        return change;
    }
}
