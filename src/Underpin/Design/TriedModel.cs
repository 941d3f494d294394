using Underpin.Design.Check;
using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Drawing.Formats;
using Underpin.Design.Folder;
using Underpin.Design.Load;
using Underpin.Design.ScoreCard;
using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.Search;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design;

/// <summary>
/// A model folder (a vocabulary, candidate schemas, scenarios), tried in scratch databases of a server. The folder is
/// read anew by every method; a candidate's database is kept as long as its SQL stays the same.
/// </summary>
/// <remarks>
/// Every method throws <see cref="UnderpinException"/> for what its caller can mend (no such candidate, a server that
/// cannot be reached). What is wrong in the folder is in the answer.
/// </remarks>
public sealed class TriedModel : IAsyncDisposable
{
    private readonly Database _home;
    private readonly CandidateDatabases _databases;
    private readonly DesignCheck _check;
    private readonly TimeProvider _time;

    private TriedModel(Database home, string folder, IReadOnlyList<string> candidates, TimeProvider time)
    {
        _home = home;
        _databases = new(home);
        _check = new(home, _databases);
        _time = time;
        Folder = folder;
        Candidates = candidates;
    }

    /// <summary>The folder's full path.</summary>
    public string Folder { get; }

    /// <summary>The names of the candidates that matter; none: all of them.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>Names a folder and a server; neither is looked at before the first method is called.</summary>
    /// <param name="connectionString">A database of the server, as Npgsql understands it; it is not changed.</param>
    /// <param name="folder">The path of the folder that holds vocabulary.yaml.</param>
    /// <param name="candidates">The names of the candidates that matter; null or none: all of them.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public static TriedModel Open(
        string connectionString, string folder, IReadOnlyList<string>? candidates = null, TimeProvider? time = null) =>
        new(new Database(connectionString, "underpin design"), Path.GetFullPath(folder), candidates ?? [],
            time ?? TimeProvider.System);

    /// <summary>Does every candidate implement the vocabulary, and does every scenario use it rightly?</summary>
    public Task<ModelCheck> CheckAsync(CancellationToken cancellationToken = default) => ServerFailure.ToldAsync(
        async () => ModelCheck.Of(await _check.RunAsync(Read(), cancellationToken)));

    /// <summary>Runs scenarios against the candidates, each in a transaction that is rolled back.</summary>
    /// <param name="scenarios">
    /// Only scenarios whose name, tag or file has this in it; <c>*</c> stands for anything; null: all.
    /// </param>
    /// <param name="progress">Told after each cell; null for nobody.</param>
    /// <exception cref="UnderpinException"><c>design.scenario</c>: there is no such scenario.</exception>
    public Task<ModelAnswer<ModelTest>> TestAsync(
        string? scenarios = null, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) => TryAsync(
        Matching(new(scenarios)),
        async model => ModelTest.Of(await new ScenarioTest(_databases, _time)
            .RunAsync(model.Model, model.Expected, progress, cancellationToken)),
        cancellationToken);

    /// <summary>Compares the candidates: scenarios, rules, touch, repetition, emptiness, plainness, distance.</summary>
    /// <param name="searchFile">
    /// What <c>underpin design search --json</c> printed, to be shown too; null: nothing.
    /// </param>
    /// <param name="loadFile">What <c>underpin design load --json</c> printed, to be shown too; null: nothing.</param>
    /// <param name="progress">Told after each measure; null for nobody.</param>
    /// <exception cref="UnderpinException"><c>design.evidence</c>: one of the files is something else.</exception>
    public Task<ModelAnswer<ModelScores>> CompareAsync(
        string? searchFile = null, string? loadFile = null, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var measured = new Measurements
        {
            Illegal = searchFile is null ? null : MeasurementFile.Search(searchFile),
            Volume = loadFile is null ? null : MeasurementFile.Load(loadFile),
        };
        return TryAsync(
            Read(),
            async model => new ModelScores(await new Comparison(_databases, _time)
                .RunAsync(model, measured, progress, cancellationToken)),
            cancellationToken);
    }

    /// <summary>Draws the tables of each candidate, with keys, types and comments.</summary>
    /// <remarks>It needs the schemas; what is wrong elsewhere in the folder does not matter.</remarks>
    /// <param name="format">How it is written.</param>
    /// <exception cref="UnderpinException"><c>design.folder</c>: a schema is not as it should be.</exception>
    public Task<IReadOnlyList<CandidateDrawing>> DrawAsync(
        DrawingFormat format, CancellationToken cancellationToken = default) => ServerFailure.ToldAsync(async () =>
    {
        var drawn = new List<CandidateDrawing>();
        foreach (var candidate in Drawable().Candidates)
        {
            await using var database = await CandidateDatabase.CreateAsync(_home, candidate, cancellationToken);
            await using var session = await database.Database.SessionAsync(cancellationToken);
            var catalogue = await EntityCatalogue.ReadAsync(session, cancellationToken);
            drawn.Add(new(
                candidate.Name, Draw(catalogue, candidate.Name, format),
                catalogue.Entities.Count(entity => !entity.IsView), catalogue.Relationships.Count));
        }

        return (IReadOnlyList<CandidateDrawing>)drawn;
    });

    /// <summary>
    /// Records random, legal histories in every candidate, and times every question as the tables grow.
    /// </summary>
    /// <param name="options">How much is recorded.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    public Task<ModelAnswer<LoadReport>> LoadAsync(
        LoadOptions options, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) => TryAsync(
        Read(_ => false),
        model => new VolumeTest(_databases, options).RunAsync(model.Model, progress, cancellationToken),
        cancellationToken);

    /// <summary>Searches for illegal histories that a candidate accepts: the smallest of each rule.</summary>
    /// <param name="options">How far it goes.</param>
    /// <param name="progress">Told after each history; null for nobody.</param>
    public Task<ModelAnswer<ModelSearch>> SearchAsync(
        SearchOptions options, IProgress<StepProgress>? progress = null,
        CancellationToken cancellationToken = default) => TryAsync(
        Read(),
        async model =>
        {
            using var search = new IllegalSearch(_home, _databases, options);
            var report = await search.RunAsync(model.Model, progress, cancellationToken);
            return ModelSearch.Of(report, model.Model.Vocabulary);
        },
        cancellationToken);

    /// <summary>Watches the folder from now on; a save while nobody waits is told to the next who does.</summary>
    public FolderWatch Watch() => new(Folder);

    /// <summary>Drops the databases in which candidates were tried, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _databases.DisposeAsync();
        await _home.DisposeAsync();
    }

    private static string Draw(EntityCatalogue catalogue, string title, DrawingFormat format) => format switch
    {
        DrawingFormat.Svg => SvgDiagram.Write(catalogue, title),
        DrawingFormat.Mermaid => MermaidDiagram.Write(catalogue, title),
        DrawingFormat.Dot => DotDiagram.Write(catalogue, title),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private Task<ModelAnswer<T>> TryAsync<T>(
        ModelReading reading, Func<CheckedModel, Task<T>> attempt, CancellationToken cancellationToken)
        where T : class => ServerFailure.ToldAsync(async () =>
    {
        var model = await _check.RunAsync(reading, cancellationToken);
        return new ModelAnswer<T>(ModelCheck.Of(model), model.Problems.Count > 0 ? null : await attempt(model));
    });

    private ModelReading Read() => Read(_ => true);

    private ModelReading Read(Func<Scenario, bool> scenario) =>
        ModelFolderReader.Read(Folder).Only(Candidates, scenario);

    private ModelReading Matching(ScenarioPattern pattern)
    {
        var reading = Read(pattern.Matches);
        return reading.Model.Scenarios.Count > 0 || reading.Problems.Count > 0 ? reading : throw new UnderpinException(
            "design.scenario", $"No scenario in {Folder} has {pattern} in its name, tags or file.",
            "`underpin design test` runs them all.")
        { ExitCode = ExitCode.Usage };
    }

    private ModelFolder Drawable()
    {
        var reading = Read();
        var wrong = reading.Problems
            .Where(problem => problem.Place.File.EndsWith("/schema.sql", StringComparison.Ordinal)).ToList();
        return new ModelReading(reading.Model, wrong).Require();
    }
}
