using System.IO.Compression;
using Npgsql;
using Underpin.Changes.Plans;
using Underpin.Checks;
using Underpin.Steps;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Drop;

namespace Underpin.Tests.Steps;

public sealed class CleanUpTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("underpin-archive-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ArchivePath => Path.Combine(_folder.FullName, "golf.csv.gz");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_retired_is_set_aside_archived_and_dropped()
    {
        await using var golf = await GolfChange.InChargeAsync();
        await using var listener = await golf.Listen().StartAsync();

        await CleanUpAsync(golf);
        Assert.Equal("underpin_attic_architect_1,underpin_attic_architect_2", await ColumnsAsync(golf));
        await golf.RunAsync("insert into golf_courses (name) values ('Written meanwhile')");
        await UntilUsedAsync(golf);

        var dropped = await DropAsync(golf);

        Assert.True(dropped.ExitCode == ExitCode.Done, string.Join('\n', dropped.Gate!.Checks));
        Assert.Equal("", await ColumnsAsync(golf));
        Assert.Equal(Stage.Dropped, dropped.Plan.Stage);
        var lines = await ReadArchiveAsync();
        Assert.Equal("id,architect_1,architect_2", lines[0]);
        Assert.Equal("\"1\",\"Architect 1\",", lines[1]);
        Assert.Equal("\"3\",\"Architect 3\",\"Architect 3\"", lines[3]);
        Assert.Equal(51, lines.Count - 1);
    }

    [Fact]
    public async Task A_view_that_needs_the_column_keeps_the_drop_gate_shut()
    {
        await using var golf = await GolfChange.InChargeAsync();
        await golf.RunAsync("create view first_architects as select id, architect_1 from golf_courses");
        await using var listener = await golf.Listen().StartAsync();
        await CleanUpAsync(golf);
        await UntilUsedAsync(golf);

        var shut = await DropAsync(golf);

        Assert.Equal(ExitCode.Findings, shut.ExitCode);
        Assert.Contains(shut.Gate!.Checks, check =>
            !check.Holds && check.Code == CheckCode.NothingDepends && check.Objects.Contains("view first_architects"));
        Assert.False(File.Exists(ArchivePath));
    }

    [Fact]
    public async Task An_instance_that_still_uses_the_old_schema_keeps_the_drop_gate_shut()
    {
        await using var golf = await GolfChange.InChargeAsync();
        await using var listener = await golf.Listen().StartAsync();
        await CleanUpAsync(golf);
        await UntilUsedAsync(golf);
        await golf.RunAsync("update underpin.instance set old_used_at = clock_timestamp()");

        var shut = await DropAsync(golf);

        Assert.Contains(shut.Gate!.Checks, check =>
            !check.Holds && check.Code == CheckCode.OldUnused);
    }

    [Fact]
    public async Task An_archive_that_cannot_be_written_leaves_everything_in_place()
    {
        await using var golf = await GolfChange.InChargeAsync();
        await using var listener = await golf.Listen().StartAsync();
        await CleanUpAsync(golf);
        await UntilUsedAsync(golf);
        // A file where the folder should be: as root, no permission would stop us.
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "full"), "", Cancellation);

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            var dropped = await DropAsync(golf, Path.Combine(_folder.FullName, "full", "golf.csv.gz"));
            Assert.Fail(string.Join('\n', dropped.Gate!.Checks));
        });

        Assert.Equal("underpin_attic_architect_1,underpin_attic_architect_2", await ColumnsAsync(golf));
        Assert.Equal(Stage.SetAside, (await golf.PlanAsync()).Stage);
    }

    [Fact]
    public async Task A_reader_that_holds_the_table_delays_setting_aside_but_is_not_hurt()
    {
        await using var golf = await GolfChange.InChargeAsync();
        await using var listener = await golf.Listen().StartAsync();
        await using var reader = new NpgsqlConnection(golf.ConnectionString);
        await reader.OpenAsync(Cancellation);
        var transaction = await reader.BeginTransactionAsync(Cancellation);
        await using (var read = new NpgsqlCommand("select count(*) from golf_courses", reader))
        {
            await read.ExecuteScalarAsync(Cancellation);
        }

        var step = CleanUpAsync(golf);
        await Task.Delay(500, Cancellation);
        Assert.False(step.IsCompleted);
        // Others read on: the waiting `alter table` gives way.
        Assert.Equal(50, await golf.AskAsync<long>("select count(*) from golf_courses"));
        await transaction.CommitAsync(Cancellation);

        Assert.Equal(ExitCode.Done, (await step).ExitCode);
    }

    [Fact]
    public async Task A_killed_clean_up_continues_where_it_stopped()
    {
        var random = new Random(20261122);
        var killed = 0;
        var rounds = Long.Rounds(usual: 6, atLength: 45);
        for (var round = 0; round < rounds; round++)
        {
            await using var golf = await GolfChange.InChargeAsync();
            await using var listener = await golf.Listen().StartAsync();
            string[] cleanUp = ["clean-up", GolfChange.FolderPath, "--soak", "0s"];
            string[] drop = [
                .. cleanUp, "--drop", "--archive", ArchivePath, "--force", "--because", "killed on purpose"];

            foreach (var command in new[] { cleanUp, drop })
            {
                using (var victim = ToolProcess.Start(golf.ConnectionString, command))
                {
                    await Task.Delay(random.Next(150, 650), Cancellation);
                    killed += victim.Kill() ? 1 : 0;
                }

                var stage = (await golf.PlanAsync()).Stage;
                Assert.Equal(
                    stage switch
                    {
                        < Stage.SetAside => "architect_1,architect_2",
                        Stage.SetAside => "underpin_attic_architect_1,underpin_attic_architect_2",
                        _ => "",
                    },
                    await ColumnsAsync(golf));

                var answer = await ToolProcess.RunAsync(golf.ConnectionString, command);
                Assert.True(answer.ExitCode == ExitCode.Done, answer.ToString());
            }

            Assert.Equal("", await ColumnsAsync(golf));
            Assert.Equal(50, (await ReadArchiveAsync()).Count - 1);
            File.Delete(ArchivePath);
        }

        Assert.InRange(killed, rounds / 3, rounds * 2);
    }

    private static async Task<StepResult> CleanUpAsync(GolfChange golf) =>
        await new CleanUpStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = TimeSpan.Zero }, new("underpin clean-up"), Cancellation);

    private async Task<StepResult> DropAsync(GolfChange golf, string? path = null) =>
        await new DropStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = TimeSpan.Zero, Archive = path ?? ArchivePath }, new("underpin clean-up --drop"),
            progress: null, Cancellation);

    /// <summary>Until the server's statistics show that the table was used since it was set aside.</summary>
    private static async Task UntilUsedAsync(GolfChange golf)
    {
        while (await golf.AskAsync<bool>(
            """
            select seq_scan + idx_scan + n_tup_ins <= reads_then + writes_then
            from pg_stat_user_tables, underpin.retired
            where relname = 'golf_courses' limit 1
            """))
        {
            await golf.RunAsync("select pg_stat_force_next_flush() from golf_courses");
        }
    }

    private static Task<string> ColumnsAsync(GolfChange golf) => golf.AskAsync<string>(
        """
        select coalesce(string_agg(attname, ',' order by attname), '') from pg_attribute
        where attrelid = 'golf_courses'::regclass and attname like '%architect%' and not attisdropped
        """);

    private async Task<IReadOnlyList<string>> ReadArchiveAsync()
    {
        await using var file = File.OpenRead(ArchivePath);
        await using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return (await reader.ReadToEndAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
