using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using Underpin.Live;
using Underpin.Live.Plans;

namespace Underpin.Tests.Live;

public sealed class FeatureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_applications_own_feature_manager_sees_the_changes_features_beside_its_own()
    {
        await using var database = await LiveDatabase.CreateAsync();
        await database.PlanAsync(new TestPlan { Write = 50, WriteGroups = ["greenkeepers"] });
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("FeatureManagement:Own", "true")]).Build());
        services.AddFeatureManagement();
        services.AddUnderpin(database.Application).AddChange(LiveDatabase.Change).AddFeatures();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Instance>().RefreshAsync(Token);
        var features = provider.GetRequiredService<IFeatureManager>();

        Assert.True(await features.IsEnabledAsync("Own"));
        Assert.False(await features.IsEnabledAsync("Other"));
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(
                await database.ScalarAsync<bool>("select underpin.writes_new('golf', $1)", $"{i}"),
                await features.IsEnabledAsync("golf.write", new TargetingContext { UserId = $"{i}" }));
        }

        Assert.True(await features.IsEnabledAsync(
            "golf.write", new TargetingContext { UserId = "any", Groups = ["greenkeepers"] }));
        var names = new List<string>();
        await foreach (var name in features.GetFeatureNamesAsync())
        {
            names.Add(name);
        }

        Assert.Equal(["Own", "golf.read", "golf.write"], names.Order(StringComparer.Ordinal));
    }
}
