using System.Text.Json;
using Underpin.Cli.Json;
using Underpin.Design.Folder;
using Underpin.Design.Load;
using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design.Load;

/// <summary>Random histories in bulk, and what questions cost as tables grow.</summary>
public sealed class VolumeTestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_without_an_index_grows_with_the_table_and_one_with_an_index_does_not()
    {
        using var golf = new GolfModel();
        golf.Replace("vocabulary.yaml", "today: 2026-06-30", """
            today: 2026-06-30
            generate:
              values: { course: { own: 5 }, architect: { own: 5 } }
              facts:
                course_opens: 3
                architect_designs: { weight: 5, after: { course_opens: [course] } }
            """);
        // The same but for the index that the primary key of designs gives to its first column.
        golf.CopyCandidate("two-tables", "no-index")
            .Replace(
                "candidates/no-index/schema.sql", "primary key (course, architect)", "primary key (architect, course)");

        var report = await RunAsync(golf, new LoadOptions { Histories = 3000, Seed = 1, Distinct = 40 });

        Assert.False(Cost(report, "two-tables", "architects_of").GrowsWithTable, Say(report));
        Assert.True(Cost(report, "no-index", "architects_of").GrowsWithTable, Say(report));
        // All open courses of the world: an answer that grows as the table does.
        var open = Cost(report, "two-tables", "open_courses");
        Assert.True(open.AnswerGrowth > 5, Say(report));
        Assert.False(open.GrowsWithTable, Say(report));
        Assert.All(report.Candidates, load => Assert.Equal(report.Facts, load.Facts));
    }

    [Fact]
    public async Task Each_fact_is_recorded_once()
    {
        using var golf = new GolfModel();
        golf.Replace("vocabulary.yaml", "today: 2026-06-30", """
            today: 2026-06-30
            generate:
              facts: { course_opens: 1 }
            """);

        var report = await RunAsync(golf, new LoadOptions { Histories = 250, Seed = 1, Distinct = 10 });

        var courses = Assert.Single(report.Candidates).Tables.Single(table => table.Table == "courses");
        Assert.Equal((report.Facts, report.Facts), (courses.Rows, report.Candidates[0].Facts));
        Assert.Equal([2, 25, 250], Cost(report, "two-tables", "open_courses").Sizes.Select(size => size.Histories));
    }

    [Fact]
    public async Task What_another_candidate_does_not_take_is_lost_and_counted()
    {
        using var golf = new GolfModel();
        golf.CopyCandidate("two-tables", "one-architect")
            .Replace("candidates/one-architect/schema.sql", "primary key (course, architect)", "primary key (course)");

        var report = await RunAsync(golf, new LoadOptions { Histories = 50, Seed = 1, LegalBy = "two-tables" });

        Assert.Equal("two-tables", report.LegalBy);
        Assert.Empty(report.Candidates.Single(load => load.Candidate == "two-tables").Lost);
        var narrow = report.Candidates.Single(load => load.Candidate == "one-architect");
        Assert.Equal(["architect_designs"], narrow.Lost.Keys);
        Assert.Equal(report.Facts, narrow.Facts + narrow.Lost.Values.Sum());
    }

    [Fact]
    public async Task What_a_candidate_refuses_only_where_histories_meet_is_lost_and_the_rest_is_recorded()
    {
        using var golf = new GolfModel();
        golf.Replace("vocabulary.yaml", "today: 2026-06-30", """
            today: 2026-06-30
            generate:
              facts: { course_opens: 1 }
            """);
        golf.CopyCandidate("two-tables", "one-a-day")
            .Replace("candidates/one-a-day/schema.sql", "opened_on date not null", "opened_on date not null unique");

        var report = await RunAsync(
            golf, new LoadOptions { Histories = 500, Seed = 1, Distinct = 10, LegalBy = "two-tables" });

        var narrow = report.Candidates.Single(load => load.Candidate == "one-a-day");
        Assert.NotEqual(0, narrow.Lost["course_opens"]);
        Assert.Equal(report.Facts, narrow.Facts + narrow.Lost.Values.Sum());
        Assert.Equal(narrow.Facts, narrow.Tables.Single(table => table.Table == "courses").Rows);
    }

    [Fact]
    public async Task The_strictest_candidate_says_what_is_legal_where_nobody_is_named()
    {
        using var golf = new GolfModel();
        golf.CopyCandidate("two-tables", "a-one-architect")
            .Replace(
                "candidates/a-one-architect/schema.sql", "primary key (course, architect)", "primary key (course)");

        var report = await RunAsync(golf, new LoadOptions { Histories = 20, Seed = 1 });

        Assert.Equal("a-one-architect", report.LegalBy);
        Assert.All(report.Candidates, load => Assert.Empty(load.Lost));
    }

    [Fact]
    public async Task A_report_is_read_back_as_it_was_written()
    {
        using var golf = new GolfModel();
        var report = await RunAsync(golf, new LoadOptions { Histories = 20, Seed = 1 });
        var file = Path.Combine(golf.Path, "load.json");
        var figures = JsonSerializer.SerializeToElement(report, Documents.Default.LoadReport);
        var envelope = new Envelope { Verb = "design load", Outcome = "done", Figures = figures };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(envelope, Documents.Default.Envelope), Stop);

        var read = MeasurementFile.Load(file);

        var (written, again) = (report.Candidates[0], read.Candidates[0]);
        Assert.Equal(
            (report.Histories, written.Candidate, written.Facts, written.FactsPerSecond, written.Bytes),
            (read.Histories, again.Candidate, again.Facts, again.FactsPerSecond, again.Bytes));
        var (size, sizeAgain) = (written.Questions[0].Sizes[0], again.Questions[0].Sizes[0]);
        Assert.Equal(
            new VolumeSize(size.Facts, size.P50, size.P95, size.P99, size.Buffers, size.Plan), sizeAgain);
    }

    private static async Task<LoadReport> RunAsync(GolfModel golf, LoadOptions options)
    {
        var model = ModelFolderReader.Read(golf.Path).Require();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        Assert.Empty(await databases.PrepareAsync(model.Candidates, Stop));
        return await new VolumeTest(databases, options with { AskFor = TimeSpan.FromMilliseconds(50) })
            .RunAsync(model, null, Stop);
    }

    private static QuestionCost Cost(LoadReport report, string candidate, string question) =>
        report.Candidates.Single(load => load.Candidate == candidate).Questions.Single(
            cost => cost.Question == question);

    private static string Say(LoadReport report) =>
        string.Join('\n', report.Candidates.SelectMany(load => load.Questions.Select(cost =>
        $"{load.Candidate} {cost.Question}: "
            + $"{string.Join(", ", cost.Sizes.Select(size => $"{size.Buffers} blocks, {size.Rows} rows"))}")));
}
