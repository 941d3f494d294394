using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Square;

/// <summary>
/// Records facts in the old and in the new schema at once, each history in a transaction of its own. A fact that one of
/// them refuses is recorded in neither: the square is about histories that both can hold.
/// </summary>
internal sealed class TwoSides : IAsyncDisposable
{
    private const string TakeBack = "rollback to savepoint fact";

    private static readonly Identifier _point = new("fact");

    private readonly Session _old;
    private readonly Session _new;
    private readonly Recorder _oldRecorder;
    private readonly Recorder _newRecorder;
    private readonly bool _deferred;
    private bool _open;

    private TwoSides(Session old, Session @new, CandidateDatabase oldSchema, CandidateDatabase newSchema)
    {
        (_old, _new) = (old, @new);
        (_oldRecorder, _newRecorder) = (oldSchema.Recorder(old), newSchema.Recorder(@new));
        _deferred = new[] { oldSchema, newSchema }.Any(schema => schema.Catalog.DeferAgain.Text.Length > 0);
    }

    /// <summary>
    /// Facts that only the old schema takes: rows of this kind are not tested, and populate may meet them.
    /// </summary>
    public int OnlyOld { get; private set; }

    /// <summary>Facts that only the new schema takes.</summary>
    public int OnlyNew { get; private set; }

    public int Recorded { get; private set; }

    /// <param name="old">Opens sessions of the old schema's database.</param>
    /// <param name="oldSchema">What that database was made of.</param>
    /// <param name="newSchema">The database of the new schema.</param>
    public static async Task<TwoSides> OpenAsync(
        Database old, CandidateDatabase oldSchema, CandidateDatabase newSchema, CancellationToken cancellationToken) =>
        new(
            await old.SessionAsync(cancellationToken), await newSchema.Database.SessionAsync(cancellationToken),
            oldSchema, newSchema);

    /// <summary>
    /// Records a whole history, in one round trip: all of it on both sides, committed; or nothing on either.
    /// </summary>
    public async Task<bool> RecordAsync(History history, CancellationToken cancellationToken)
    {
        await SendAsync("begin", cancellationToken);
        var taken = await Task.WhenAll(
            TakesAsync(_oldRecorder, history.Facts, null, cancellationToken),
            TakesAsync(_newRecorder, history.Facts, null, cancellationToken));
        await SendAsync(taken is [true, true] ? "commit" : "rollback", cancellationToken);
        return taken is [true, true];
    }

    /// <summary>Was it recorded on both sides, all constraints included? Where not, no trace of it is left.</summary>
    public async Task<bool> AcceptsAsync(FactCall fact, CancellationToken cancellationToken)
    {
        if (!_open)
        {
            await SendAsync("begin", cancellationToken);
            _open = true;
        }

        var taken = await Task.WhenAll(
            TakesAsync(_oldRecorder, [fact], _point, cancellationToken),
            TakesAsync(_newRecorder, [fact], _point, cancellationToken));
        if (taken is [true, true])
        {
            Recorded++;
            return true;
        }

        OnlyOld += taken[0] ? 1 : 0;
        OnlyNew += taken[1] ? 1 : 0;
        await SendAsync(TakeBack, cancellationToken);
        return false;
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_open)
        {
            await SendAsync("commit", cancellationToken);
            _open = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _old.DisposeAsync();
        await _new.DisposeAsync();
    }

    private async Task<bool> TakesAsync(
        Recorder recorder, IReadOnlyList<FactCall> facts, Identifier? savepoint, CancellationToken cancellationToken) =>
        await recorder.RecordAsync(facts, check: _deferred, savepoint, cancellationToken)
            is { Failed: null, Objection: null };

    private async Task SendAsync(string statement, CancellationToken cancellationToken) => await Task.WhenAll(
        _old.ExecuteAsync(Sql.Constant(statement), cancellationToken),
        _new.ExecuteAsync(Sql.Constant(statement), cancellationToken));
}
