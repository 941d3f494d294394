using Npgsql;
using Underpin.Live;

namespace Underpin.Bench;

/// <summary>A read that the plan routes against the bare one.</summary>
internal sealed class ReadBench : LiveBench
{
    private const string Ours = "ReadAsync";
    private const string Bare = "the bare read";

    public override string Name => "read";

    protected override async Task<IReadOnlyList<Figure>> MeasureAsync(
        NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken)
    {
        var timings = await Timings.TakeAsync(
            20_000,
            i => BareAsync(source, Course(i), cancellationToken),
            i => RoutedAsync(change, Course(i), cancellationToken),
            cancellationToken);
        return timings.Figures(Ours, Bare, goal: 1.03);
    }

    protected override Task<IReadOnlyList<Figure>> CountAsync(
        RoundTrips trips, NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken) =>
        CompareAsync(
            trips, Ours, Bare,
            () => BareAsync(source, 1, cancellationToken), () => RoutedAsync(change, 1, cancellationToken));

    private static int Course(int i) => (i * 7919 % Courses) + 1;

    private static async Task<string?> BareAsync(NpgsqlDataSource source, int id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await OldAsync(connection, id, cancellationToken);
    }

    private static Task<string?> RoutedAsync(Changeover change, int id, CancellationToken cancellationToken) =>
        change.ReadAsync(
            "course", (connection, ct) => OldAsync(connection, id, ct), (connection, ct) => NewAsync(connection, id, ct),
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
