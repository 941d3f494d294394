using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Changes.Standing;
using Underpin.Postgres;
using Underpin.Square;
using Underpin.Steps;
using Underpin.Steps.Back;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Drop;
using Underpin.Steps.Expand;
using Underpin.Steps.Lint;
using Underpin.Steps.Populate;
using Underpin.Steps.Read;
using Underpin.Steps.Repair;
using Underpin.Steps.Verify;
using Underpin.Steps.Write;

namespace Underpin.Changes;

/// <summary>
/// One change: a database, a folder, and who is asking. Each step is a method; it says how far it is, writes the
/// journal, and returns what it did. A step may be called again after it was stopped: it continues where it was.
/// </summary>
/// <remarks>
/// Every method throws <see cref="UnderpinException"/> for what its caller can mend (the database cannot be reached,
/// Underpin is not installed there, the folder was edited since the change began, a lock was not had in time), and
/// <see cref="StatementException"/> with file and line where the server refuses what the folder says. A shut gate is no
/// error: it is in the result.
/// </remarks>
public sealed class Change : IAsyncDisposable
{
    private readonly Database _database;
    private readonly ChangeFolder _folder;
    private readonly Operator _operator;
    private readonly TimeProvider _time;

    private Change(Database database, ChangeFolder folder, Operator @operator, TimeProvider time)
    {
        _database = database;
        _folder = folder;
        _operator = @operator;
        _time = time;
    }

    /// <summary>The change's name, which is its folder's.</summary>
    public string Name => _folder.Name;

    /// <summary>Reads the folder of a change; the database is connected to by the first step.</summary>
    /// <param name="connectionString">The database, as Npgsql understands it; never written down.</param>
    /// <param name="folder">The path of the folder that holds change.yaml.</param>
    /// <param name="operator">Who asks; null: the user of this process.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="UnderpinException">The folder is not what it should be: every complaint, with file and
    /// line.</exception>
    public static Change Open(
        string connectionString, string folder, Operator? @operator = null, TimeProvider? time = null)
    {
        var read = ChangeFolderReader.Read(Path.GetFullPath(folder));
        return new(
            new Database(connectionString, $"underpin {read.Name}"), read, @operator ?? new(),
            time ?? TimeProvider.System);
    }

    /// <summary>Makes the folder of a new change, with commented templates.</summary>
    /// <param name="folder">Its path; it must not exist, or be empty.</param>
    /// <param name="request">What the templates are filled in with.</param>
    /// <param name="connectionString">The database in which the table is looked up; null where none is named.</param>
    /// <returns>The files, in the order in which to fill them in.</returns>
    public static Task<IReadOnlyList<string>> MakeFolderAsync(
        string folder, NewChange request, string? connectionString = null,
        CancellationToken cancellationToken = default) => ServerFailure.ToldAsync(async () =>
    {
        if (request.Table is null || connectionString is null)
        {
            var (placeholder, columns) = NewSource.Placeholder(request);
            return NewFolder.Write(folder, placeholder, columns);
        }

        await using var database = new Database(connectionString, "underpin new");
        var (source, retired) = await NewSource.FindAsync(database, request.Table, request, cancellationToken);
        return NewFolder.Write(folder, source, retired);
    });

    /// <summary>Where the change stands, and what is next.</summary>
    public Task<Status> StatusAsync(CancellationToken cancellationToken) => ServerFailure.ToldAsync(async () =>
    {
        await new Installer(_database).RequireAsync(cancellationToken);
        return await new StatusReader(_database, _time).ReadAsync(_folder, cancellationToken);
    });

    /// <summary>
    /// Tries expand.sql and the mappings on a scratch copy of the live schema; the live database is only read.
    /// </summary>
    /// <param name="scratchServer">A database of another server for the copy; null: beside the live one.</param>
    /// <param name="progress">Told after each statement; null for nobody.</param>
    public Task<LintResult> LintAsync(
        string? scratchServer = null, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) => ServerFailure.ToldAsync(async () =>
    {
        IReadOnlyList<Mark> marks;
        await using (var session = await _database.SessionAsync(cancellationToken))
        {
            marks = await Marks.ReadAsync(session, Name, cancellationToken);
        }

        return await new LintStep(_database) { ScratchServer = scratchServer }
            .RunAsync(_folder, marks, progress, cancellationToken);
    });

    /// <summary>Step 1: adds the new schema beside the old one.</summary>
    /// <param name="options">How patient it is; null: as usual.</param>
    /// <param name="progress">Told after each statement; null for nobody.</param>
    public Task<ExpandResult> ExpandAsync(
        ExpandOptions? options = null, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunAsync("expand", options?.Force, call => new ExpandStep(_database, _time)
            .RunAsync(_folder, options ?? new(), call, progress, cancellationToken), cancellationToken);

    /// <summary>Step 2: has the application write both schemas, for some keys and callers or for all.</summary>
    public Task<WriteResult> WriteAsync(WriteRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("write", request.Force, call => new WriteStep(_database, _time)
            .RunAsync(_folder, request, call, cancellationToken), cancellationToken);

    /// <summary>
    /// Step 3: fills the targets, range by range, beside the application; <see cref="PopulateStep"/> asks its gate and
    /// walks over the ranges.
    /// </summary>
    /// <param name="options">How it goes about its work; null: as usual.</param>
    /// <param name="progress">Told after each range; null for nobody.</param>
    public Task<PopulateResult> PopulateAsync(
        PopulateOptions? options = null, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunAsync("populate", force: null, call => new PopulateStep(_database, _time)
            .RunAsync(_folder, options ?? new(), call, progress, cancellationToken), cancellationToken);

    /// <summary>Step 3: compares every row of both schemas, each range in one snapshot.</summary>
    /// <param name="options">How it goes about its work; null: as usual.</param>
    /// <param name="progress">Told after each range; null for nobody.</param>
    public Task<VerifyResult> VerifyAsync(
        VerifyOptions? options = null, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        RunAsync("verify", force: null, call => new VerifyStep(_database, _time)
            .RunAsync(_folder, options ?? new(), call, progress, cancellationToken), cancellationToken);

    /// <summary>Step 3: puts right what the newest verify found and what failed writes left behind.</summary>
    /// <param name="progress">Told after each range; null for nobody.</param>
    public Task<RepairResult> RepairAsync(
        IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync("repair", force: null, call => new RepairStep(_database, _time)
            .RunAsync(_folder, call, progress, cancellationToken), cancellationToken);

    /// <summary>Step 4: compares reads, answers them from the new schema, and lets it lead.</summary>
    public Task<ReadResult> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("read", request.Force, call => new ReadStep(_database, _time)
            .RunAsync(_folder, request, call, cancellationToken), cancellationToken);

    /// <summary>Step 5: stops writing the old schema, and sets aside what is retired.</summary>
    public Task<CleanUpResult> CleanUpAsync(CleanUpRequest request, CancellationToken cancellationToken = default) =>
        RunAsync("clean-up", request.Force, call => new CleanUpStep(_database, _time)
            .RunAsync(_folder, request, call, cancellationToken), cancellationToken);

    /// <summary>Step 5: archives what was set aside, then drops it. It alone cannot be taken back.</summary>
    /// <param name="request">How it is judged, and where the archive goes.</param>
    /// <param name="progress">Told while the archive is written; null for nobody.</param>
    public Task<DropResult> DropAsync(
        DropRequest request, IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync("clean-up --drop", request.Force, call => new DropStep(_database, _time)
            .RunAsync(_folder, request, call, progress, cancellationToken), cancellationToken);

    /// <summary>Takes the last step back; every one but the drop can be.</summary>
    /// <param name="force">Passes a shut gate; null to stop there.</param>
    /// <param name="progress">Told while values are filled in; null for nobody.</param>
    public Task<BackResult> BackAsync(
        Force? force = null, IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync("back", force, call => new BackStep(_database, _time)
            .RunAsync(_folder, call, progress, cancellationToken), cancellationToken);

    /// <summary>Who did what with this change, when, on which evidence: the newest entries, oldest first.</summary>
    /// <param name="most">How many.</param>
    public Task<IReadOnlyList<JournalEntry>> JournalAsync(
        int most = 50, CancellationToken cancellationToken = default) => ServerFailure.ToldAsync(async () =>
    {
        await new Installer(_database).RequireAsync(cancellationToken);
        return await new Journal(_database).ReadAsync(Name, most, cancellationToken);
    });

    /// <summary>
    /// Tries the whole change in scratch databases of this server: facts recorded in the old schema and changed must
    /// end as the same facts recorded in the new one.
    /// </summary>
    /// <param name="model">The model folder; null: <c>model</c> beside the folder of the changes.</param>
    /// <param name="options">How much is tried; null: as usual.</param>
    /// <param name="progress">Told after each history; null for nobody.</param>
    public Task<SquareResult> TestAsync(
        string? model = null, SquareOptions? options = null, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) => ServerFailure.ToldAsync(async () =>
    {
        var folder = SquareFolder.Read(_folder.Path, model);
        return SquareResult.Of(await new SquareTest(_database, _time)
            .RunAsync(folder, options ?? new(), progress, cancellationToken));
    });

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private Task<T> RunAsync<T>(
        string verb, Force? force, Func<StepCall, Task<T>> step, CancellationToken cancellationToken) =>
        ServerFailure.ToldAsync(async () =>
        {
            await new Installer(_database).RequireAsync(cancellationToken);
            var call = new StepCall(_operator.Command ?? $"{verb} {Name}", force) { Who = _operator.Name };
            return await new StepJournal(_database, call).RunAsync(Name, step, cancellationToken);
        });
}
