using Golf.Seeding;
using Npgsql;
using Underpin.Demo.Proof;
using Underpin.Demo.Traffic;
using Underpin.Tests;

namespace Underpin.Apps.Tests.Demo;

/// <summary>The demonstration finds damage where there is some.</summary>
public sealed class InspectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_lost_changed_or_back_from_the_dead_is_counted()
    {
        await using var owner = new NpgsqlConnection(await TestServer.NewDatabaseAsync());
        await owner.OpenAsync(Stop);
        await new CourseSeed(1_000, CourseSeed.Usual).CreateAsync(owner, Stop);
        var population = await Population.ReadAsync(owner, Stop);
        var database = Underpin.Demo.Processes.Paths.Database;
        var change = Path.Combine(database, "changes", "golf-course-architects");
        await RunAsync(owner, await File.ReadAllTextAsync(Path.Combine(change, "expand.sql"), Stop));
        foreach (var target in new[] { "architects (name)",
            "golf_course_architects (golf_course_id, position, architect_id)" })
        {
            var mapping = await File.ReadAllTextAsync(Path.Combine(change, $"{target.Split(' ')[0]}.sql"), Stop);
            await RunAsync(owner, $"insert into {target} {mapping}");
        }

        await RunAsync(owner, "create schema underpin; create table underpin.run as select 1::bigint id, "
            + "'golf-course-architects' change, 'verify' kind, now() finished_at, 7::bigint found");
        var inspection = new Inspection(owner, population);

        var before = await inspection.LookAsync(Stop);
        Assert.Equal((7, 0, 2), (before.Discrepancies, before.Lost, before.OldColumns.Count));

        // One that nobody writes has lost its first architect, one that is written is not as its writer left it,
        // and one came back after it was deleted.
        await RunAsync(owner, "delete from golf_course_architects where golf_course_id = 1 and position = 1");
        var written = population.Lively[0];
        written.Shape = written.Shape with { Architect2 = "Somebody Else" };
        population.Lively[1].Exists = false;

        var after = await inspection.LookAsync(Stop);
        Assert.Equal(3, after.Lost);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
