using Npgsql;
using Underpin.Postgres.Local;
using Underpin.Steps.Populate;

namespace Underpin.Tests.Steps.Populate;

/// <summary>What a populate costs that has nothing to do, on a server where nobody else writes.</summary>
public sealed class SettledTests
{
    [Fact]
    public async Task A_second_run_locks_no_row_and_writes_hardly_any_WAL()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"underpin-test-settled-{Environment.ProcessId}");
        await using (var server = await LocalServer.StartAsync(
            directory,
            new Dictionary<string, string> { ["fsync"] = "off", ["autovacuum"] = "off", ["checkpoint_timeout"] = "1h" },
            TestContext.Current.CancellationToken))
        {
            await using var change = await CourseChange.CreateAsync(
                courses: 100_000, connectionString: server.ConnectionString("postgres"));
            await change.PopulateAsync(new PopulateOptions { BatchSize = 5000 });
            await change.RunAsync("vacuum analyze");
            const string Marks = "select md5(string_agg(xmax::text || xmin::text, ',' order by id)) from golf_courses";
            const string Wal = "select (pg_current_wal_insert_lsn() - '0/0')::bigint";
            var marks = await change.AskAsync<string>(Marks);
            var before = await change.AskAsync<long>(Wal);

            var again = await change.PopulateAsync();

            var wal = await change.AskAsync<long>(Wal) - before;
            Assert.Equal(0, again.Counts.Written);
            Assert.True(again.Batches >= 100);
            Assert.True(wal < 64 * 1024, $"{wal} bytes of WAL");
            Assert.Equal(marks, await change.AskAsync<string>(Marks));
            TestContext.Current.SendDiagnosticMessage("{0} bytes of WAL", wal);

            // The same run without its probe would have locked every row.
            await change.RunAsync(
                "update golf_course_architects set architect_id = architect_id where golf_course_id % 1000 = 1");
            await change.RunAsync("delete from golf_course_architects where golf_course_id % 1000 = 1");
            await change.PopulateAsync();
            Assert.NotEqual(marks, await change.AskAsync<string>(Marks));
            NpgsqlConnection.ClearAllPools();
        }

        Directory.Delete(directory, recursive: true);
    }
}
