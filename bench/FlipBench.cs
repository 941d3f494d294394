using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Changes.Installation;
using Underpin.Changes.Plans;
using Underpin.Live;
using Underpin.Postgres;
using Underpin.Steps.Write;

namespace Underpin.Bench;

/// <summary>
/// Moving the plan under 300 writes a second: how long it takes, and whether anything commits under the old one after
/// it.
/// </summary>
internal sealed class FlipBench : Measurement
{
    private const int Flips = 100;
    private const int Writers = 8;
    private const int WritesPerSecond = 300;

    public override string Name => "flip";

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await using var database = new Database(server.ConnectionString, "bench");
        var folder = ChangeFolderReader.Read(GolfFolder());
        await PrepareAsync(database, folder, cancellationToken);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddUnderpin(source).AddChange(folder.Name);
        using var running = host.Build();
        await running.StartAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var change = running.Services.GetRequiredService<Changeover>();
        var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(change, writer, stop.Token)).ToList();

        // The first flips warm the code up.
        await FlipAsync(database, folder, 10, cancellationToken);
        var (times, late) = await FlipAsync(database, folder, Flips, cancellationToken);
        await stop.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();
        await running.StopAsync(CancellationToken.None);
        return
        [
            new("writes meanwhile", written, Goal: null),
            new("underpin write N%: p50", times[times.Count / 2], Goal: null, "ms"),
            new("underpin write N%: p99", times[(int)(times.Count * 0.99)], Goal: 250, "ms"),
            new("transactions of the old plan that committed after it", late, Goal: 0),
        ];
    }

    private static async Task<(IReadOnlyList<double> Times, long Late)> FlipAsync(
        Database database, ChangeFolder folder, int flips, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var late = 0L;
        await using var observer = await database.OpenAsync(cancellationToken);
        for (var flip = 0; flip < flips; flip++)
        {
            var both = flip % 2 == 0;
            var start = Stopwatch.GetTimestamp();
            var result = await new WriteStep(database, TimeProvider.System).RunAsync(
                folder, new() { Percent = both ? 100 : 0 }, new("underpin write"), cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (result.ExitCode != ExitCode.Done)
            {
                throw new InvalidOperationException(string.Join('\n', result.Gate?.Checks ?? []));
            }

            // Whatever is not in this snapshot committed after the command had returned.
            var snapshot = await AskAsync<string>(observer, "select pg_current_snapshot()::text", cancellationToken)
                ?? "";
            await Task.Delay(100, cancellationToken);
            late += await AskAsync<long>(
                observer,
                """
                select count(*) from flip_log
                where both_written <> $1 and not pg_visible_in_snapshot(written_in, $2::pg_snapshot)
                """,
                cancellationToken, both, snapshot);
            await AskAsync<object>(observer, "delete from flip_log returning 1", cancellationToken);
        }

        times.Sort();
        return (times, late);
    }

    /// <summary>Each write logs in its own transaction whether it wrote both.</summary>
    private static async Task<int> WriteAsync(Changeover change, int writer, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds((double)Writers / WritesPerSecond));
        var written = 0;
        try
        {
            while (await tick.WaitForNextTickAsync(cancellationToken))
            {
                await change.WriteAsync(
                    new DualWrite
                    {
                        Key = $"Course {writer}",
                        Old = (transaction, ct) => RunAsync(
                            transaction.Connection!, "insert into flip_log values (pg_current_xact_id(), false)", ct),
                        New = (transaction, ct) => RunAsync(
                            transaction.Connection!,
                            "update flip_log set both_written = true where written_in = pg_current_xact_id()", ct),
                    },
                    CancellationToken.None);
                written++;
            }
        }
        catch (OperationCanceledException)
        {
            // The bench has measured enough.
        }

        return written;
    }

    private static async Task PrepareAsync(Database database, ChangeFolder folder, CancellationToken cancellationToken)
    {
        await new Installer(database).InstallAsync(cancellationToken);
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await RunAsync(
                connection,
                "create table flip_log (written_in xid8 primary key, both_written boolean not null)",
                cancellationToken);
        }

        var plan = await new ChangeStore(database).BeginAsync(folder, cancellationToken);
        await new PlanStore(database, TimeProvider.System).MoveAsync(
            plan, plan with { Stage = Stage.Expanded }, null, cancellationToken);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<T?> AskAsync<T>(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static string GolfFolder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Underpin.slnx")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The bench runs inside the repository.");
        }

        return Path.Combine(root.FullName, "apps", "Golf", "database", "changes", "golf-course-architects");
    }
}
