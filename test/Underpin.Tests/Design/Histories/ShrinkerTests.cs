using Underpin.Design.Folder;
using Underpin.Design.Histories;

namespace Underpin.Tests.Design.Histories;

/// <summary>The smallest history that still shows something.</summary>
public sealed class ShrinkerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_facts_that_matter_are_left()
    {
        using var golf = new GolfModel();
        var history = Long(golf);
        var closing = history.Facts.First(fact => fact.Fact.Name == "course_closes").Argument("course");
        var asked = 0;

        // Two facts matter, and they stand far apart.
        bool Shows(History one)
        {
            asked++;
            return one.Facts.Any(fact => fact.Fact.Name == "course_closes")
                && one.Facts.Any(fact => fact.Fact.Name == "architect_designs");
        }

        var small = await new Shrinker((one, _) => Task.FromResult(Shows(one))).ShrinkAsync(history, Stop);

        Assert.Equal(["architect_designs", "course_closes"], small.Facts.Select(fact => fact.Fact.Name).Order());
        Assert.True(asked < 200, $"{asked} histories were tried");
        Assert.NotNull(closing);
    }

    [Fact]
    public async Task Entities_that_need_not_differ_become_one_and_days_move_together()
    {
        using var golf = new GolfModel();
        var history = Long(golf);

        // An opening and a later closing, of whatever courses: an overlap in time alone.
        static bool Shows(History one) => one.Facts.Any(opening => opening.Fact.Name == "course_opens"
            && one.Facts.Any(closing => closing.Fact.Name == "course_closes" && Day(closing) > Day(opening)));

        var small = await new Shrinker((one, _) => Task.FromResult(Shows(one))).ShrinkAsync(history, Stop);

        Assert.Equal(2, small.Facts.Count);
        Assert.Single(small.Facts.Select(fact => fact.Argument("course")).Distinct());
        Assert.Single(small.Facts.Select(fact => fact.Today).Distinct());
        var days = small.Facts.Select(Day).Order().ToList();
        Assert.Equal(days[0].AddDays(1), days[1]);
    }

    [Fact]
    public async Task What_matters_as_a_whole_stays_whole()
    {
        using var golf = new GolfModel();
        var history = Long(golf);
        var said = history.Say();

        var small = await new Shrinker((one, _) => Task.FromResult(one.Say() == said)).ShrinkAsync(history, Stop);

        Assert.Equal(said, small.Say());
    }

    private static DateOnly Day(FactCall fact) => Days.Parse(fact.Argument("on")!)!.Value;

    private static History Long(GolfModel golf)
    {
        var generation = GenerationReader.Read(ModelFolderReader.Read(golf.Path).Require()) with { Length = (40, 40) };
        return new HistoryGenerator(generation, seed: 3).Generate(1);
    }
}
