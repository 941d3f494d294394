using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace Underpin.Live.Plans;

/// <summary>
/// One plan as two features of Microsoft.FeatureManagement: <c>CHANGE.write</c> and <c>CHANGE.read</c>.
/// </summary>
internal sealed class PlanFeatures(Plan plan) : IFeatureDefinitionProvider
{
    /// <summary>Marks a caller among the groups: the targeting context's user is the entity's key.</summary>
    public const string UserPrefix = "user:";

    private readonly FeatureDefinition _write =
        Define(WriteName(plan.Change), plan.Write, plan.Leader == Side.New);

    private readonly FeatureDefinition _read = Define(ReadName(plan.Change), plan.Read, plan.NewOnly);

    public static string WriteName(string change) => change + ".write";

    public static string ReadName(string change) => change + ".read";

    public FeatureDefinition? Find(string featureName) =>
        featureName == _write.Name ? Known(_write) : featureName == _read.Name ? Known(_read) : null;

    public Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName) => Task.FromResult(Find(featureName)!);

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        yield return Known(_write);
        yield return Known(_read);
        await Task.CompletedTask;
    }

    private FeatureDefinition Known(FeatureDefinition feature)
    {
        plan.RequireKnownStage();
        return feature;
    }

    private static FeatureDefinition Define(string name, Rollout rollout, bool always) => new()
    {
        Name = name,
        EnabledFor =
        [
            always
                ? new FeatureFilterConfiguration { Name = "AlwaysOn" }
                : new FeatureFilterConfiguration
                {
                    Name = "Microsoft.Targeting",
                    ParametersObject = new TargetingFilterSettings
                    {
                        Audience = new Audience
                        {
                            Users = [],
                            Groups = [.. Groups(rollout)],
                            DefaultRolloutPercentage = rollout.Percent,
                        },
                    },
                },
        ],
    };

    private static IEnumerable<GroupRollout> Groups(Rollout rollout) =>
        rollout.Groups.Concat(rollout.Users.Select(user => UserPrefix + user))
            .Select(group => new GroupRollout { Name = group, RolloutPercentage = 100 });
}
