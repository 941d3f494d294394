using System.Globalization;
using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Load;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Postgres.Local;

namespace Underpin.Bench;

/// <summary>
/// The early careers model on a server of its own, as scratch servers are: nothing need survive a crash.
/// </summary>
internal sealed class DesignBench : IAsyncDisposable
{
    private readonly LocalServer _server;

    private DesignBench(LocalServer server)
    {
        _server = server;
        Home = new Database(server.ConnectionString("postgres"), "bench");
        Databases = new CandidateDatabases(Home);
    }

    public Database Home { get; }

    public CandidateDatabases Databases { get; }

    public static async Task<DesignBench> StartAsync(CancellationToken cancellationToken) =>
        new(await LocalServer.StartAsync(
        Path.Combine(Path.GetTempPath(), $"underpin-bench-design-{Environment.ProcessId}"),
        new Dictionary<string, string>
        {
            ["fsync"] = "off",
            ["full_page_writes"] = "off",
            ["shared_buffers"] = "1GB",
            ["max_wal_size"] = "16GB",
            ["checkpoint_timeout"] = "1h",
        },
        cancellationToken));

    /// <summary>Some candidates and scenarios; what is wrong with others does not matter.</summary>
    public static ModelReading Read(IReadOnlyList<string> candidates, Func<Scenario, bool> scenario) =>
        ModelFolderReader.Read(Folder()).Only(candidates, scenario);

    public async Task<LoadReport> LoadAsync(
        IReadOnlyList<string> candidates, int histories, CancellationToken cancellationToken)
    {
        var model = await new DesignCheck(Home, Databases).RunAsync(Read(candidates, _ => false), cancellationToken);
        if (model.Problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', model.Problems));
        }

        // The first one is the one that the application is built on.
        var options = new LoadOptions
        {
            Histories = histories,
            Seed = 1,
            Distinct = Math.Min(
            300, histories),
            LegalBy = candidates[0]
        };
        return await new VolumeTest(Databases, options).RunAsync(model.Model, new Told(), cancellationToken);
    }

    /// <summary>A number after its name on the command line.</summary>
    public static int Number(string name, int usual)
    {
        var arguments = Environment.GetCommandLineArgs();
        var place = Array.IndexOf(arguments, name);
        return place < 0 ? usual : int.Parse(arguments[place + 1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        await Home.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_server.DataDirectory, recursive: true);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var model = Path.Combine(folder.FullName, "apps", "EarlyCareers", "database", "model");
            if (Directory.Exists(model))
            {
                return model;
            }
        }

        throw new InvalidOperationException("The early careers model is not above this program.");
    }

    private sealed class Told : IProgress<StepProgress>
    {
        private string? _last;

        public void Report(StepProgress value)
        {
            if (value.Note is { } note && note != Interlocked.Exchange(ref _last, note))
            {
                Console.Error.WriteLine($"{value.Done:N0} of {value.Total:N0} {value.Unit}: {note}");
            }
        }
    }
}
