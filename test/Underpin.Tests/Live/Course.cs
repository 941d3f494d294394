using Npgsql;
using Underpin.Live;

namespace Underpin.Tests.Live;

/// <summary>The writes and reads that the tests make, in both schemas.</summary>
internal static class Course
{
    public static Func<NpgsqlTransaction, CancellationToken, Task> InOld(int id, string name) =>
        (transaction, ct) => RunAsync(
            transaction,
            "insert into old_course (id, name) values ($1, $2) on conflict (id) do update set name = $2", id, name, ct);

    public static Func<NpgsqlTransaction, CancellationToken, Task> InNew(int id, string name) =>
        (transaction, ct) => RunAsync(
            transaction,
            "insert into new_course (id, name) values ($1, $2) on conflict (id) do update set name = $2", id, name, ct);

    public static DualWrite Write(int id, string name) =>
        new() { Key = $"{id}", Old = InOld(id, name), New = InNew(id, name) };

    public static Task<string?> OldNameAsync(NpgsqlConnection connection, int id, CancellationToken ct) =>
        NameAsync(connection, "select name from old_course where id = $1", id, ct);

    public static Task<string?> NewNameAsync(NpgsqlConnection connection, int id, CancellationToken ct) =>
        NameAsync(connection, "select name from new_course where id = $1", id, ct);

    public static Task<string?> ReadAsync(Changeover change, int id, CancellationToken ct) => change.ReadAsync(
        $"{id}", (connection, token) => OldNameAsync(connection, id, token),
        (connection, token) => NewNameAsync(connection, id, token), ct);

    public static async Task RunAsync(
        NpgsqlTransaction transaction, string sql, int id, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = id }, new() { Value = name } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<string?> NameAsync(
        NpgsqlConnection connection, string sql, int id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        return (string?)await command.ExecuteScalarAsync(ct);
    }
}
