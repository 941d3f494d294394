using Npgsql;
using Underpin.Live;

namespace Underpin.Bench;

/// <summary>A read that the plan routes against the bare one.</summary>
internal sealed class ReadBench : LiveBench
{
    private const string Ours = "ReadAsync";
    private const string Bare = "the bare read";

    public override string Name => "read";

    // At 0 % (and 100 %) the plan decides for all alike; between them for each key, by a SHA-256 of it: microseconds,
    // whatever the read costs.
    protected override async Task<IReadOnlyList<Figure>> MeasureAsync(
        NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken)
    {
        var none = await TimeAsync(source, change, Ours, goal: 1.03, cancellationToken);
        await ReadHalfFromNewAsync(source, change, cancellationToken);
        return [.. none, .. await TimeAsync(source, change, $"{Ours} at 50 %", goal: null, cancellationToken)];
    }

    protected override Task<IReadOnlyList<Figure>> CountAsync(
        RoundTrips trips, NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken) =>
        CompareAsync(
            trips, Ours, Bare,
            () => BareAsync(source, 1, isNew: false, cancellationToken), () =>
                RoutedAsync(change, 1, cancellationToken));

    /// <summary>The bare read goes to the side that the plan would send it to.</summary>
    private static async Task<IReadOnlyList<Figure>> TimeAsync(
        NpgsqlDataSource source, Changeover change, string name, double? goal, CancellationToken cancellationToken)
    {
        var isNew = await SidesAsync(source, cancellationToken);
        var timings = await Timings.TakeAsync(
            20_000,
            i => BareAsync(source, Course(i), isNew[Course(i)], cancellationToken),
            i => RoutedAsync(change, Course(i), cancellationToken),
            cancellationToken);
        return timings.Figures(name, Bare, goal);
    }

    private static async Task<bool[]> SidesAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "select array_agg(underpin.reads_new('golf', 'Course ' || i) order by i) from generate_series(0, $1) i");
        command.Parameters.Add(new() { Value = Courses });
        return (bool[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ReadHalfFromNewAsync(
        NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            insert into underpin.plan (change, version, stage, write_percent, read_percent)
            values ('golf', 2, 'expanded', 100, 50)
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);

        // A write under the old plan is refused, and this instance follows the new one.
        await change.WriteAsync(Key(1), (_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask, cancellationToken);
    }

    private static int Course(int i) => (i * 7919 % Courses) + 1;

    private static string Key(int id) => $"Course {id}";

    private static async Task<string?> BareAsync(
        NpgsqlDataSource source, int id, bool isNew, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await (isNew ? NewAsync(connection, id, cancellationToken)
            : OldAsync(connection, id, cancellationToken));
    }

    private static Task<string?> RoutedAsync(Changeover change, int id, CancellationToken cancellationToken) =>
        change.ReadAsync(
            Key(id), (connection, ct) => OldAsync(connection, id, ct), (connection, ct) => NewAsync(connection, id, ct),
            cancellationToken);

    private static Task<string?> OldAsync(NpgsqlConnection connection, int id, CancellationToken cancellationToken) =>
        AskAsync(connection, "select architect_1 from old_course where id = $1", id, cancellationToken);

    private static Task<string?> NewAsync(NpgsqlConnection connection, int id, CancellationToken cancellationToken) =>
        AskAsync(
            connection, "select architect from new_course_architect where course_id = $1 and position = 1", id,
            cancellationToken);

    private static async Task<string?> AskAsync(
        NpgsqlConnection connection, string sql, int id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
