using Underpin.Checks;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Drop;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Mechanisms;

/// <summary>A soak in which nobody used the table proves nothing.</summary>
public sealed class UnusedTableTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("underpin-archive-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_drop_waits_until_the_table_has_been_used_without_what_was_set_aside()
    {
        await using var before = await GolfChange.InChargeAsync();
        // Else what was used before would be counted only after it was set aside.
        await using var golf = await before.ReopenedAsync();
        await using var listener = await golf.Listen().StartAsync();
        await new CleanUpStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = TimeSpan.Zero }, new("underpin clean-up"), Cancellation);

        var shut = await DropAsync(golf);

        Assert.Equal(ExitCode.Findings, shut.ExitCode);
        var unmet = Assert.Single(shut.Gate!.Checks, check => !check.Holds);
        Assert.Equal(CheckCode.WasInUse, unmet.Code);

        await golf.RunAsync("update golf_courses set town = 'Elie' where id = 1; select pg_stat_force_next_flush()");
        var dropped = await DropAsync(golf);
        Assert.True(dropped.ExitCode == ExitCode.Done, string.Join('\n', dropped.Gate!.Checks));
    }

    private Task<DropResult> DropAsync(GolfChange golf) =>
        new DropStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = TimeSpan.Zero, Archive = Path.Combine(_folder.FullName, "golf.csv.gz") },
            new("underpin clean-up --drop"), progress: null, Cancellation);
}
