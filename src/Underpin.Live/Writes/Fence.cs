using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Writes;

/// <summary>What a transaction asserts before it commits: that the plan it acted on is still in force.</summary>
internal static class Fence
{
    private const string AssertNotInstalled =
        $"""
        do $do$
        begin
            if ({PlanStore.IsInstalled}) then
                raise exception 'schema underpin was installed meanwhile'
                    using errcode = '40001', hint = 'Run the transaction again; it will follow the plan.';
            end if;
        end
        $do$
        """;

    /// <summary>
    /// Raises 40001 where the plan moved. Before schema <c>underpin</c> exists, what is asserted is that it still does
    /// not: no function of ours is there to be called.
    /// </summary>
    /// <param name="plan">The plan that the transaction acted on.</param>
    /// <param name="bothWritten">Has deferred constraints checked first, in the same statement.</param>
    public static NpgsqlBatchCommand Assert(Plan plan, bool bothWritten = false) => plan.Installed
        ? new(bothWritten ? "select underpin.assert_plan($1, $2, true)" : "select underpin.assert_plan($1, $2)")
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = plan.Change },
                new NpgsqlParameter<long> { TypedValue = plan.Version },
            },
        }
        : new(AssertNotInstalled);

    /// <summary>
    /// What a REPEATABLE READ transaction begins with: a plan change takes this lock too, so that the snapshot, which
    /// is taken after it, is of a plan that stays in force until the transaction ends.
    /// </summary>
    /// <remarks>https://www.postgresql.org/docs/current/applevel-consistency.html</remarks>
    public static NpgsqlBatchCommand Lock() => new("lock table underpin.fence in row exclusive mode");
}
