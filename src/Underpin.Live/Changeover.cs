using System.Runtime.CompilerServices;
using Npgsql;
using Underpin.Live.Plans;
using Underpin.Live.Reads;
using Underpin.Live.Writes;

namespace Underpin.Live;

/// <summary>
/// One change, as the application's code meets it: writes and reads go to the side that the plan says. Every operation
/// throws <see cref="NotSupportedException"/> where the plan is at a stage that only a later version of this library
/// knows.
/// </summary>
public sealed class Changeover
{
    private readonly LiveChange _change;
    private readonly DualWriter _writer;
    private readonly DualReader _reader;
    private readonly JoinedWriter _joined;

    internal Changeover(LiveChange change, DualWriter writer, DualReader reader, JoinedWriter joined)
    {
        _change = change;
        _writer = writer;
        _reader = reader;
        _joined = joined;
    }

    /// <summary>
    /// Whether the new schema's write is the one that counts, by the plan in force now: from here on an application may
    /// keep what only the new schema can hold. A part of a write that asks it is run again where the plan moves.
    /// </summary>
    /// <exception cref="NotSupportedException">The plan's stage is unknown to this version of the library.</exception>
    public bool NewLeads
    {
        get
        {
            var plan = _change.Current.Plan;
            plan.RequireKnownStage();
            return plan.Leader == Side.New;
        }
    }

    /// <summary>
    /// Writes in a transaction of its own. <inheritdoc cref="WriteAsync(DualWrite, CancellationToken)"/>
    /// </summary>
    public Task WriteAsync(
        string key,
        Func<NpgsqlTransaction, CancellationToken, Task> old,
        Func<NpgsqlTransaction, CancellationToken, Task> @new,
        CancellationToken cancellationToken) =>
        WriteAsync(new DualWrite { Key = key, Old = old, New = @new }, cancellationToken);

    /// <summary>
    /// Writes in a READ COMMITTED transaction of its own: what is shared, then the leader's part, then (where the plan
    /// says so) the follower's, whose failure is recorded for repair and otherwise goes unnoticed.
    /// </summary>
    /// <exception cref="PostgresException">
    /// The leader's part failed: as it was thrown, and nothing was written.
    /// </exception>
    public Task WriteAsync(DualWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        return _writer.WriteAsync(_change, write, cancellationToken);
    }

    /// <summary>Reads from the side that the plan says.</summary>
    /// <exception cref="StalePlanException">The plan could not be confirmed in time: try again later.</exception>
    public Task<T> ReadAsync<T>(
        string key,
        Func<NpgsqlConnection, CancellationToken, Task<T>> old,
        Func<NpgsqlConnection, CancellationToken, Task<T>> @new,
        CancellationToken cancellationToken,
        [CallerMemberName] string path = "") =>
        ReadAsync(new DualRead<T> { Key = key, Path = path, Old = old, New = @new }, cancellationToken);

    /// <summary>
    /// Reads from the side that the plan says; the other side may be asked too, later and elsewhere, and compared.
    /// Each side may be asked more than once.
    /// </summary>
    /// <exception cref="StalePlanException">The plan could not be confirmed in time: try again later.</exception>
    public Task<T> ReadAsync<T>(DualRead<T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _reader.ReadAsync(_change, read, cancellationToken);
    }

    /// <summary>
    /// Joins a transaction that the application owns
    /// (EF Core's: <c>Database.CurrentTransaction.GetDbTransaction()</c>). In REPEATABLE READ or stricter this must be
    /// the transaction's first statement.
    /// </summary>
    /// <exception cref="PostgresException">40001: the plan moved; run the whole transaction again.</exception>
    public Task<JoinedWrite> BeginAsync(string key, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(transaction);
        return _joined.BeginAsync(_change, key, transaction, cancellationToken);
    }
}
