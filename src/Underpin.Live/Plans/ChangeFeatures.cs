using Microsoft.FeatureManagement;

namespace Underpin.Live.Plans;

/// <summary>The changes' features beside the application's own, for its <c>IFeatureManager</c>.</summary>
internal sealed class ChangeFeatures(Instance instance, IFeatureDefinitionProvider? own) : IFeatureDefinitionProvider
{
    public Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName) =>
        instance.Changes
            .Select(change => change.Current.Features.Find(featureName))
            .FirstOrDefault(found => found is not null) is { } feature
            ? Task.FromResult(feature)
            : own?.GetFeatureDefinitionAsync(featureName) ?? Task.FromResult<FeatureDefinition>(null!);

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        foreach (var change in instance.Changes)
        {
            await foreach (var feature in change.Current.Features.GetAllFeatureDefinitionsAsync())
            {
                yield return feature;
            }
        }

        if (own is not null)
        {
            await foreach (var feature in own.GetAllFeatureDefinitionsAsync())
            {
                yield return feature;
            }
        }
    }
}
