using Npgsql;
using Underpin.Tests.Steps.Populate;

namespace Underpin.Tests.Mechanisms;

/// <summary>
/// Holds a step inside a statement, once the server has taken the statement's snapshot, until the test lets it go on:
/// whatever a mapping that asks <c>and pass()</c> is part of waits there.
/// </summary>
/// <remarks>
/// It asks for an advisory lock, which no snapshot hides, and never queues for it, so that no timeout counts.
/// </remarks>
internal sealed class HeldStatement(CourseChange change, NpgsqlConnection holder) : IAsyncDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="change">A change with a mapping that asks <c>and pass()</c>.</param>
    /// <param name="like">A pattern of the statement to hold; others pass.</param>
    public static async Task<HeldStatement> NewAsync(CourseChange change, string like)
    {
        await change.RunAsync(
            $"""
            create or replace function pass() returns boolean language plpgsql as $$
            begin
                while current_query() like '{like}' and not pg_try_advisory_xact_lock_shared(1) loop
                    perform pg_sleep(0.005);
                end loop;
                return true;
            end
            $$
            """);
        var holder = await change.App.OpenConnectionAsync(Token);
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(1)", holder);
        await hold.ExecuteNonQueryAsync(Token);
        return new(change, holder);
    }

    /// <summary>Until a session waits in the statement; the step must not have ended without it.</summary>
    public Task ReachedAsync(Task step) => Eventually.HoldsAsync(async () =>
    {
        Assert.False(step.IsCompleted, "the step ended without being held");
        return await change.AskAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event = "
                + "'PgSleep')");
    });

    /// <summary>Lets it go on.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var letGo = new NpgsqlCommand("select pg_advisory_unlock_all()", holder))
        {
            await letGo.ExecuteNonQueryAsync(Token);
        }

        await holder.DisposeAsync();
    }
}
