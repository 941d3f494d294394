using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Underpin.Changes.Installation;
using Underpin.Live;
using Underpin.Postgres;

namespace Underpin.Bench;

/// <summary>An application that takes part in a change, at its side of the table.</summary>
internal abstract class LiveBench : Measurement
{
    protected const int Courses = 10_000;

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(cancellationToken);
        await PrepareAsync(server.ConnectionString, cancellationToken);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var figures = await WithChangeAsync(source, change => MeasureAsync(source, change, cancellationToken));

        await using var proxy = RoundTrips.To(server.Port);
        await using var counted = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = proxy.Port });
        // Only its own: an instance that polls would be counted too.
        return
        [
            .. figures,
            .. await WithChangeAsync(
                counted, change => CountAsync(proxy, counted, change, cancellationToken),
                options => options.Poll = TimeSpan.FromHours(1)),
        ];
    }

    protected abstract Task<IReadOnlyList<Figure>> MeasureAsync(
        NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken);

    protected abstract Task<IReadOnlyList<Figure>> CountAsync(
        RoundTrips trips, NpgsqlDataSource source, Changeover change, CancellationToken cancellationToken);

    /// <summary>Counts both once they are warm, and asks that ours takes no more.</summary>
    protected static async Task<IReadOnlyList<Figure>> CompareAsync(
        RoundTrips trips, string name, string baseName, Func<Task> @base, Func<Task> ours)
    {
        for (var i = 0; i < 5; i++)
        {
            await @base();
            await ours();
        }

        var limit = await trips.CountAsync(@base);
        return
        [
            new($"{baseName}: round trips", limit, Goal: null),
            new($"{name}: round trips", await trips.CountAsync(ours), limit),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> WithChangeAsync(
        NpgsqlDataSource source,
        Func<Changeover, Task<IReadOnlyList<Figure>>> work,
        Action<UnderpinOptions>? configure = null)
    {
        var host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Services.AddUnderpin(source, configure).AddChange("golf");
        using var running = host.Build();
        await running.StartAsync(CancellationToken.None);
        var figures = await work(running.Services.GetRequiredService<Changeover>());
        await running.StopAsync(CancellationToken.None);
        return figures;
    }

    private static async Task PrepareAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var database = new Database(connectionString, "bench");
        await new Installer(database).InstallAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            create table old_course (id integer primary key, name text not null, architect_1 text, changed bigint);
            create table new_course_architect (
                course_id integer references old_course, position smallint, architect text not null,
                primary key (course_id, position)
            );
            insert into old_course select i, 'Course ' || i, 'Donald Ross', 0 from generate_series(1, 10000) i;
            insert into new_course_architect select id, 1, architect_1 from old_course;
            analyze old_course, new_course_architect;
            insert into underpin.change values ('golf', 'public.old_course', 'id', '', '{}');
            insert into underpin.plan (change, version, stage, write_percent) values ('golf', 1, 'expanded', 100);
            """, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
