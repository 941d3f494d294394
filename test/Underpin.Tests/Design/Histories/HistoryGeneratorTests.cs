using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design.Histories;

/// <summary>
/// Random histories: the same for the same seed, legal where a candidate is asked, alike in all but names when copied.
/// </summary>
public sealed class HistoryGeneratorTests
{
    private const string Generate =
        """
        today: 2026-06-30
        generate:
          length: [10, 10]
          days: { from: 2020-01-01, until: 2021-12-31, gap: 5, back-dated: 20% }
          values:
            course: { own: 2, as: "Course {n}" }
            architect: { shared: 3, as: "Architect {n}" }
          facts:
            course_opens: 3
            architect_designs: { weight: 6, after: { course_opens: [course] } }
            course_closes: { weight: 1, after: { course_opens: [course] } }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_same_seed_and_number_give_the_same_history_and_others_do_not()
    {
        using var golf = Golf();
        var generation = GenerationReader.Read(ModelFolderReader.Read(golf.Path).Require());

        string Said(int seed, int number) => new HistoryGenerator(generation, seed).Generate(number).Say();

        Assert.Equal(Said(7, 3), Said(7, 3));
        Assert.NotEqual(Said(7, 3), Said(8, 3));
        Assert.NotEqual(Said(7, 3), Said(7, 4));
    }

    [Fact]
    public void What_follows_from_an_earlier_fact_is_about_the_same_entity()
    {
        using var golf = Golf();
        var generation = GenerationReader.Read(ModelFolderReader.Read(golf.Path).Require());
        for (var number = 0; number < 50; number++)
        {
            var history = new HistoryGenerator(generation, 1).Generate(number);
            Assert.Equal(10, history.Facts.Count);
            var open = new HashSet<string?>();
            foreach (var fact in history.Facts)
            {
                Assert.True(fact.Fact.Name == "course_opens" ? open.Add(fact.Argument("course"))
                    || true : open.Contains(fact.Argument("course")));
                Assert.Contains(
                    fact.Argument("course"), new[] { $"Course {number * 100}", $"Course {(number * 100) + 1}" });
            }
        }
    }

    [Fact]
    public void Days_of_recording_move_forward_and_some_facts_are_back_dated()
    {
        using var golf = Golf();
        var generation = GenerationReader.Read(ModelFolderReader.Read(golf.Path).Require());
        var facts = Enumerable.Range(0, 100).Select(new HistoryGenerator(generation, 1).Generate)
            .Select(history => history.Facts).ToList();

        Assert.All(facts, history =>
            Assert.Equal(history.Select(fact => fact.Today).Order(), history.Select(fact => fact.Today)));
        var dated = facts.SelectMany(history => history).Where(fact => fact.Fact.Name == "course_opens").ToList();
        var back = dated.Count(fact => Days.Parse(fact.Argument("on")!) < fact.Today);
        Assert.InRange(100.0 * back / dated.Count, 10, 30);
    }

    [Fact]
    public async Task A_refused_fact_is_dropped_and_counted_and_the_rest_is_legal()
    {
        using var golf = Golf();
        var model = ModelFolderReader.Read(golf.Path).Require();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var database = await CandidateDatabase.CreateAsync(home, model.Candidates[0], Stop);
        var generator = new HistoryGenerator(GenerationReader.Read(model), seed: 1);
        var dropped = 0;
        for (var number = 0; number < 10; number++)
        {
            GeneratedHistory generated;
            await using (var trial = await HistoryTrial.BeginAsync(database, Stop))
            {
                generated = await generator.GenerateAsync(number, trial.AcceptsAsync, Stop);
            }

            dropped += generated.Dropped.Values.Sum();
            await using var again = await HistoryTrial.BeginAsync(database, Stop);
            foreach (var fact in generated.History.Facts)
            {
                Assert.True(await again.AcceptsAsync(fact, Stop), fact.Say());
            }
        }

        // Two courses open at most twice, and three architects design each once: ten facts are hardly possible without
        // refusals.
        Assert.True(dropped > 10);
    }

    [Fact]
    public void A_copy_has_other_entities_and_is_otherwise_the_same()
    {
        using var golf = Golf();
        var generation = GenerationReader.Read(ModelFolderReader.Read(golf.Path).Require());
        var history = new HistoryGenerator(generation, 1).Generate(4);

        var copy = HistoryCopy.Of(history, 12, generation);

        Assert.Equal(12, copy.Number);
        Assert.DoesNotContain("Course 40", copy.Say(), StringComparison.Ordinal);
        // 8 further on in a pool of 3: each architect is the one after the next.
        var expected = history.Say().Replace("Course 4", "Course 12", StringComparison.Ordinal)
            .Replace("Architect 1", "Architect C", StringComparison.Ordinal)
            .Replace("Architect 2", "Architect 1", StringComparison.Ordinal)
            .Replace("Architect 3", "Architect 2", StringComparison.Ordinal)
            .Replace("Architect C", "Architect 3", StringComparison.Ordinal);
        Assert.Equal(expected, copy.Say());
    }

    [Fact]
    public void Without_a_word_on_generating_histories_are_guessed_from_the_signatures()
    {
        using var golf = new GolfModel();
        var generation = GenerationReader.Read(ModelFolderReader.Read(golf.Path).Require());

        var facts = Enumerable.Range(0, 20).Select(new HistoryGenerator(generation, 1).Generate)
            .SelectMany(one => one.Facts).ToList();

        Assert.Equal(["architect_designs", "course_closes", "course_opens"], facts.Select(fact => fact.Fact.Name)
            .Distinct().Order());
        Assert.All(facts.Where(fact => fact.Fact.Name == "course_opens"), fact =>
            Assert.NotNull(Days.Parse(fact.Argument("on")!)));
    }

    [Fact]
    public void All_that_is_wrong_with_generating_is_told_at_once_with_its_line()
    {
        using var golf = new GolfModel();
        golf.Replace("vocabulary.yaml", "today: 2026-06-30", """
            today: 2026-06-30
            generate:
              length: [9, 3]
              values:
                corse: { own: 2 }
                architect: { shard: 3 }
                on: { after: on, unknown: lots }
              facts:
                course_open: 3
                course_closes: { weight: 0 }
                architect_designs: { after: { course_opens: [course, architect] } }
              never:
                R7: select from course_opens
            """);

        var thrown = Assert.Throws<UnderpinException>(
            () => GenerationReader.Read(ModelFolderReader.Read(golf.Path).Require()));

        Assert.Equal(
            [
                "vocabulary.yaml:3: \"length\" must be how many facts a history has: [LEAST, MOST]. Write [5, 25].",
                "vocabulary.yaml:5: There is no parameter in the vocabulary \"corse\". Did you mean \"course\"?",
                "vocabulary.yaml:6: The values of architect has no \"shard\". Did you mean \"shared\"?",
                "vocabulary.yaml:7: \"unknown\" must be a share from 0% to 100%.",
                "vocabulary.yaml:9: There is no fact in the vocabulary \"course_open\". Did you mean \"course_opens\"?",
                "vocabulary.yaml:10: A weight must be a whole number above 0, not \"0\". Write FACT: WEIGHT, or FACT: "
                    + "{ weight: 5, after: { EARLIER: [PARAMETER, …] }, with: { PARAMETER: VALUE } }.",
                "vocabulary.yaml:11: There is no parameter of course_opens \"architect\". Did you mean \"course\"?",
                "vocabulary.yaml:13: There is no rule in the vocabulary \"R7\". Did you mean \"R1\"?",
            ],
            thrown.Message.Split('\n'));
    }

    private static GolfModel Golf() => new GolfModel().Replace("vocabulary.yaml", "today: 2026-06-30", Generate);
}
