using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using Underpin.Changes.Plans;
using Underpin.Live;
using Underpin.Live.Plans;
using Underpin.Tests.Live;
using Lead = Underpin.Changes.Plans.Lead;
using LivePlan = Underpin.Live.Plans.Plan;

namespace Underpin.Tests.Contract;

/// <summary>Each case of the list, asked of everyone who decides by a plan.</summary>
public sealed class ContractTests(ContractDatabase database) : IClassFixture<ContractDatabase>
{
    public static TheoryData<string> Cases => [.. CaseList.All.Cases.Select(@case => @case.Says)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_list_knows_every_stage_and_every_leader()
    {
        var plans = CaseList.All.Cases.Select(@case => @case.Plan).OfType<TestPlan>().ToList();
        Assert.Equal(
            ["begun", "dropped", "expanded", "old stopped", "set aside"],
            plans.Select(plan => plan.Stage).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["new", "old"], plans.Select(plan => plan.Lead).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(CaseList.All.Cases, @case => @case.Plan is null);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_tool_answers_as_the_list_says(string says)
    {
        var @case = CaseOf(says);
        var plan = await database.PlanAsync(await database.ChangeAsync(@case));
        Assert.Equal(@case.Plan?.Shadow ?? 0, plan.ShadowPercent);
        foreach (var expected in @case.Answers)
        {
            Assert.Equal(expected, expected with
            {
                WritesOld = plan.WritesOld,
                WritesNew = plan.WritesNew(expected.Key, expected.User, expected.Groups),
                ReadsNew = plan.ReadsNew(expected.Key, expected.User, expected.Groups),
                Leader = plan.Leader == Lead.New ? "new" : "old",
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_library_answers_as_the_list_says(string says)
    {
        var @case = CaseOf(says);
        var plan = await LivePlanAsync(await database.ChangeAsync(@case));
        Assert.Equal(@case.Plan?.Shadow ?? 0, plan.ShadowPercent);
        var inForce = new PlanInForce(plan);
        foreach (var expected in @case.Answers)
        {
            Caller Caller() => new(expected.User, expected.Groups);
            var sides = await inForce.WriteSidesAsync(expected.Key, Caller);
            Assert.Equal(expected, expected with
            {
                WritesOld = sides.UsesOld,
                WritesNew = sides.Both || sides.Leader == Side.New,
                ReadsNew = await inForce.ReadSideAsync(expected.Key, Caller) == Side.New,
                Leader = SideName.Of(sides.Leader),
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_features_of_the_library_answer_as_the_list_says(string says)
    {
        var @case = CaseOf(says);
        var change = await database.ChangeAsync(@case);
        var features = new FeatureManager(new PlanFeatures(await LivePlanAsync(change)))
        {
            FeatureFilters = [AgreementTests.Targeting],
        };
        foreach (var expected in @case.Answers)
        {
            var context = new TargetingContext
            {
                UserId = expected.Key,
                Groups = expected.User is null
                    ? expected.Groups
                    : [.. expected.Groups, PlanFeatures.UserPrefix + expected.User],
            };
            Assert.Equal(expected, expected with
            {
                WritesNew = await features.IsEnabledAsync(PlanFeatures.WriteName(change), context),
                ReadsNew = await features.IsEnabledAsync(PlanFeatures.ReadName(change), context),
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_SQL_functions_answer_as_the_list_says(string says)
    {
        var @case = CaseOf(says);
        var change = await database.ChangeAsync(@case);
        foreach (var expected in @case.Answers)
        {
            Task<bool> AskAsync(string function) => database.Live.ScalarAsync<bool>(
                $"select underpin.{function}($1, $2, $3, $4)",
                change, expected.Key, (object?)expected.User ?? DBNull.Value, expected.Groups);
            Assert.Equal(expected, expected with
            {
                WritesOld = await AskAsync("writes_old"),
                WritesNew = await AskAsync("writes_new"),
                ReadsNew = await AskAsync("reads_new"),
                Leader = await database.Live.ScalarAsync<string>("select underpin.leader($1)", change),
            });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_table_holds_what_the_list_says(string says)
    {
        var @case = CaseOf(says);
        if (await database.ChangeAsync(@case) is var change && @case.Plan is { } plan)
        {
            Assert.Equal(
                $"{plan.Stage}, {plan.Lead}, {plan.Shadow}",
                await database.Live.ScalarAsync<string>(
                    """
                    select concat_ws(', ', stage, lead, shadow_percent)
                    from underpin.current_plan where change = $1
                    """, change));
        }
    }

    [Fact]
    public async Task A_key_falls_where_the_list_says_for_the_tool_the_library_and_SQL()
    {
        Assert.NotEmpty(CaseList.All.Percentiles);
        foreach (var (key, feature, expected) in CaseList.All.Percentiles)
        {
            Assert.Equal(expected, new FeatureKey(feature, key).Percentile);
            Assert.Equal(expected, Percentile.Of(key, feature));
            Assert.Equal(
                expected,
                await database.Live.ScalarAsync<double>("select underpin.percentile($1, $2)", key, feature));
        }
    }

    private static Case CaseOf(string says) => CaseList.All.Cases.Single(@case => @case.Says == says);

    private async Task<LivePlan> LivePlanAsync(string change) => Assert.Single(
        await new Underpin.Live.Plans.PlanStore(database.Live.Application).ReadAsync([change], null, Token));
}
