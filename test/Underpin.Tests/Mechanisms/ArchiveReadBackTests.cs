using Underpin.Changes.Plans;
using Underpin.Steps;
using Underpin.Steps.CleanUp;
using Underpin.Steps.Drop;
using Underpin.Tests.Steps;

namespace Underpin.Tests.Mechanisms;

/// <summary>An archive counts once it has been read back.</summary>
public sealed class ArchiveReadBackTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("underpin-archive-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_disk_that_takes_everything_and_keeps_nothing_is_noticed_before_the_drop()
    {
        await using var golf = await GolfChange.InChargeAsync();
        await using var listener = await golf.Listen().StartAsync();
        await new CleanUpStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = TimeSpan.Zero }, new("underpin clean-up"), Cancellation);
        var archive = Path.Combine(_folder.FullName, "golf.csv.gz");
        File.CreateSymbolicLink(archive + ".partial", "/dev/null");

        var failure = await Assert.ThrowsAsync<UnderpinException>(() => DropAsync(golf, archive));

        Assert.Equal("archive.damaged", failure.Code);
        Assert.Equal(Stage.SetAside, (await golf.PlanAsync()).Stage);
        Assert.Equal(2, await golf.AskAsync<long>(
            """
            select count(*) from pg_attribute
            where attrelid = 'golf_courses'::regclass and attname like 'underpin_attic_%' and not attisdropped
            """));
        Assert.False(File.Exists(archive));
    }

    private static Task<DropResult> DropAsync(GolfChange golf, string archive) =>
        new DropStep(golf.Database, TimeProvider.System).RunAsync(
            golf.Folder, new() { Soak = TimeSpan.Zero, Archive = archive },
            new("underpin clean-up --drop", new Force("to see it fail")), progress: null, Cancellation);
}
