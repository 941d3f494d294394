using System.Data;
using Npgsql;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>Two transactions at once, each legal, together not.</summary>
public sealed class ConcurrencyTests
{
    private static readonly int _rounds = Long.Rounds(usual: 200, atLength: 1000);

    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(8);
    private static readonly TimeSpan _untilDone = TimeSpan.FromSeconds(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exactly_one_of_two_is_accepted_every_time()
    {
        await using var model = await SeparatePeriods.CreateAsync();
        foreach (var race in Race.All)
        {
            await using var arena = await Arena.OpenAsync(model);

            var accepted = await arena.RunAsync(race, _rounds, _patience);

            Assert.Equal(Enumerable.Repeat(1, _rounds), accepted);
        }
    }

    [Fact]
    public async Task Without_the_lock_or_the_constraint_both_are_accepted()
    {
        await using var model = await SeparatePeriods.CreateAsync();
        foreach (var race in Race.All)
        {
            await using var arena = await Arena.OpenAsync(model);
            await arena.WithoutAsync(race);

            var accepted = await arena.RunAsync(race, 4, _untilDone);

            Assert.True(accepted.Contains(2),
                $"{race.Name}: nothing went wrong without {string.Join(" and ", race.Mechanisms)}.");
        }
    }

    [Fact]
    public async Task Serializable_transactions_exclude_each_other_too()
    {
        await using var model = await SeparatePeriods.CreateAsync();
        foreach (var race in Race.All)
        {
            await using var arena = await Arena.OpenAsync(model);

            var accepted = await arena.RunAsync(race, 12, _patience, IsolationLevel.Serializable);

            Assert.All(accepted, count => Assert.InRange(count, 0, 1));
            Assert.Contains(1, accepted);
        }
    }

    [Theory]
    [InlineData("school_dates_corrected: [Ari#, ect, S1, 2024-09-02, 2024-09-02, 2025-02-28]",
        "mentoring_starts: [Max#, Ari#, S1, 2024-09-16, ~]", "ect_at_school_periods")]
    [InlineData("school_dates_corrected: [Max#, mentor, S1, 2024-09-02, 2024-09-02, 2025-02-28]",
        "mentoring_starts: [Max#, Ari#, S1, 2024-09-16, ~]", "mentor_at_school_periods")]
    [InlineData("qts_awarded: [Ari#, 2024-10-01]", "induction_claimed: [Ari#, AB1, 2024-09-16, ~, ~]", "teachers")]
    public async Task What_others_must_fit_is_not_changed_in_repeatable_read(string change, string part, string table)
    {
        await using var model = await SeparatePeriods.CreateAsync();

        Assert.Equal("0A000", await SeenAsync(model, change, part, null));
        Assert.Null(await SeenAsync(model, change, part, $"drop trigger refuse_repeatable_read on {table}"));
    }

    /// <summary>What a change is told whose transaction saw nothing of the part that was added meanwhile.</summary>
    private static async Task<string?> SeenAsync(SeparatePeriods model, string change, string part, string? without)
    {
        await using var arena = await Arena.OpenAsync(model);
        await arena.RecordAsync(
            1, ["ect_joins_school: [Ari#, S1, 2024-09-02, ~]", "mentor_joins_school: [Max#, S1, 2024-09-02, ~]"]);
        if (without is not null)
        {
            await arena.ExecuteAsync(without);
        }

        var late = await arena.ContenderAsync(change, IsolationLevel.RepeatableRead);
        await using var connection = late.Connection;
        await late.BeginAsync();
        await using (var look = new NpgsqlCommand("select count(*) from teachers", connection))
        {
            await look.ExecuteScalarAsync(Stop);
        }

        await arena.RecordAsync(1, [part]);
        await late.RecordAsync();
        await late.EndAsync();
        return late.SqlState;
    }
}
