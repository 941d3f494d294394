using System.Diagnostics;
using System.Globalization;
using Underpin.Postgres;
using Underpin.Postgres.Local;

namespace Underpin.Bench;

/// <summary>
/// A populate with one worker against the two plain <c>insert … select</c> that it stands for, same constraints in
/// place, one after the other in one run; then a second populate, which has nothing to do. <c>--courses N</c>, after
/// <c>--json FILE</c>, for a shorter run.
/// </summary>
internal sealed class PopulateGolf : Measurement
{
    private const int Pairs = 3;
    private const int BatchSize = 20_000;

    public override string Name => "populate-golf";

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        var courses = Courses();
        var directory = Path.Combine(Path.GetTempPath(), $"underpin-bench-populate-{Environment.ProcessId}");
        var figures = new List<Figure>();
        await using (var server = await LocalServer.StartAsync(directory, Settings(), cancellationToken))
        {
            await using var database = new Database(server.ConnectionString("postgres"), "bench");
            var golf = await GolfChange.CreateAsync(database, courses, cancellationToken);
            var ratios = new List<double>();
            var again = new List<double>();
            var limits = new List<double>();
            double wal = 0;
            for (var pair = 0; pair < Pairs; pair++)
            {
                await golf.EmptyAsync(cancellationToken);
                var limit = await TimeAsync(() => golf.InsertSelectAsync(cancellationToken));
                await golf.EmptyAsync(cancellationToken);
                var populate = await TimeAsync(() => golf.PopulateAsync(BatchSize, cancellationToken));
                await golf.SettleAsync(cancellationToken);
                var before = await golf.WalAsync(cancellationToken);
                var second = await TimeAsync(() => golf.PopulateAsync(BatchSize, cancellationToken));
                wal = Math.Max(wal, await golf.WalAsync(cancellationToken) - before);
                limits.Add(limit);
                ratios.Add(populate / limit);
                again.Add(second / limit);
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"insert … select {limit:0.0} s, populate {populate:0.0} s, second run {second:0.0} s"));
            }

            var verify = await TimeAsync(() => golf.VerifyAsync(cancellationToken));
            figures.Add(new($"{courses:N0} courses, insert … select", Median(limits), Goal: null, "s"));
            figures.Add(new("populate / insert … select", Median(ratios), 1.5));
            figures.Add(new("second run / insert … select", Median(again), 0.5));
            figures.Add(new("second run, WAL a 100,000 courses", wal / 1024 / courses * 100_000, 64, "KB"));
            figures.Add(new("verify / insert … select", verify / Median(limits), Goal: null));
        }

        Directory.Delete(directory, recursive: true);
        return figures;
    }

    private static Dictionary<string, string> Settings() => new()
    {
        ["shared_buffers"] = "1GB",
        ["max_wal_size"] = "16GB",
        ["checkpoint_timeout"] = "1h",
        ["autovacuum"] = "off",
        ["jit"] = "off",
    };

    private static int Courses()
    {
        var arguments = Environment.GetCommandLineArgs();
        var place = Array.IndexOf(arguments, "--courses");
        return place < 0 ? 1_000_000 : int.Parse(arguments[place + 1], CultureInfo.InvariantCulture);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
