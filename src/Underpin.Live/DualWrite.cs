using Npgsql;

namespace Underpin.Live;

/// <summary>
/// One write of both schemas. Each part may be run again, in a new transaction, when the plan moved meanwhile or the
/// database asks for it: it should touch nothing but the transaction.
/// </summary>
public sealed record DualWrite
{
    /// <summary>What decides on which side the write falls, such as a course's name; the same in every path.</summary>
    public required string Key { get; init; }

    /// <summary>What both schemas share; runs first, whoever leads.</summary>
    public Func<NpgsqlTransaction, CancellationToken, Task>? Common { get; init; }

    /// <summary>Writes the old schema.</summary>
    public required Func<NpgsqlTransaction, CancellationToken, Task> Old { get; init; }

    /// <summary>Writes the new schema.</summary>
    public required Func<NpgsqlTransaction, CancellationToken, Task> New { get; init; }
}
