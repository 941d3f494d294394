using Npgsql;
using Underpin.Live.Plans;

namespace Underpin.Live.Writes;

/// <summary>A follower's write that failed while the leader's stands.</summary>
internal sealed record FollowerFailure(Side Follower, string? SqlState, string Message)
{
    private const int Longest = 2000;

    public static FollowerFailure Of(Side follower, Exception exception)
    {
        var postgres = ServerError.In(exception);
        // Npgsql's message goes on with the detail, which may hold values.
        var said = postgres?.MessageText ?? exception.Message;
        var message = $"{exception.GetType().Name}: {said}".Replace("\0", "", StringComparison.Ordinal);
        return new(follower, postgres?.SqlState, message.Length > Longest ? message[..Longest] : message);
    }

    public string Reason => SqlState ?? Message[..Message.IndexOf(':', StringComparison.Ordinal)];

    public NpgsqlBatchCommand Record(Plan plan, string key, Guid instance) => new(
        """
        insert into underpin.write_failure (change, key, follower, sqlstate, message, instance, plan_version)
        values ($1, $2, $3, $4, $5, $6, $7)
        """)
    {
        Parameters =
        {
            new() { Value = plan.Change },
            new() { Value = key },
            new() { Value = SideName.Of(Follower) },
            new() { Value = (object?)SqlState ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            new() { Value = Message },
            new() { Value = instance },
            new() { Value = plan.Version },
        },
    };
}
