using Npgsql;
using Underpin.Live;

namespace Underpin.Bench;

/// <summary>A dual write against the same two statements in a transaction written by hand.</summary>
internal sealed class WriteBench : LiveBench
{
    private const string Ours = "WriteAsync";
    private const string ByHand = "two writes by hand in one transaction";

    public override string Name => "write";

    protected override async Task<IReadOnlyList<Figure>> MeasureAsync(
        NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken)
    {
        var timings = await Timings.TakeAsync(
            5000,
            i => ByHandAsync(source, Course(i), cancellationToken),
            i => change.WriteAsync(Write(Course(i)), cancellationToken),
            cancellationToken);
        return timings.Figures(Ours, ByHand, goal: 1.15);
    }

    protected override Task<IReadOnlyList<Figure>> CountAsync(
        RoundTrips trips, NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken) =>
        CompareAsync(
            trips, Ours, ByHand,
            () => ByHandAsync(source, 1, cancellationToken), () => change.WriteAsync(Write(1), cancellationToken));

    private static int Course(int i) => (i * 7919 % Courses) + 1;

    private static DualWrite Write(int id) => new()
    {
        Key = "course",
        Old = (transaction, ct) => OldAsync(transaction, id, ct),
        New = (transaction, ct) => NewAsync(transaction, id, ct),
    };

    private static async Task ByHandAsync(NpgsqlDataSource source, int id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await OldAsync(transaction, id, cancellationToken);
        await NewAsync(transaction, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Task OldAsync(NpgsqlTransaction transaction, int id, CancellationToken cancellationToken) =>
        RunAsync(
        transaction, "update old_course set architect_1 = $2, changed = changed + 1 where id = $1", id,
        cancellationToken);

    private static Task NewAsync(NpgsqlTransaction transaction, int id, CancellationToken cancellationToken) =>
        RunAsync(
        transaction, "update new_course_architect set architect = $2 where course_id = $1 and position = 1", id,
        cancellationToken);

    private static async Task RunAsync(
        NpgsqlTransaction transaction, string sql, int id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = id }, new() { Value = "Alister MacKenzie" } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
