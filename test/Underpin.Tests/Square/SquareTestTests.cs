using Underpin.Design.Folder;
using Underpin.Postgres;
using Underpin.Square;
using Underpin.Square.Rows;
using Underpin.Steps.Verify;

namespace Underpin.Tests.Square;

/// <summary>
/// The square over the induction model: versions of records on one side, periods of schools and of programmes on the
/// other. Each fault of a mapping is found, and told by the fewest facts that show it.
/// </summary>
public sealed class SquareTestTests
{
    private static readonly SquareOptions _few = new() { Histories = 60, Writers = 0 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_mapping_commutes_over_hundreds_of_random_histories()
    {
        using var induction = new InductionFolder();

        var result = await RunAsync(induction, new() { Histories = 250, Writers = 3 });

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(4, result.Scenarios.Count);
        Assert.All(result.Scenarios, scenario => Assert.Null(scenario.NotRecorded));
        var histories = result.Histories!;
        Assert.InRange(histories.Histories, 240, 250);
        Assert.True(histories.Facts > 1000, $"{histories.Facts} facts");
        Assert.Equal(
            ["ects", "school_periods", "schools", "training_periods"], histories.Tables.Select(table => table.Table));
        Assert.All(histories.Tables, table => Assert.Equal(table.Recorded, table.Changed));
        Assert.True(result.Writers!.Facts > 100, $"{result.Writers.Facts} facts beside populate");
    }

    [Fact]
    public async Task A_mapping_that_loses_a_one_day_period_is_shown_by_two_facts()
    {
        using var induction = new InductionFolder().Replace("school_periods.sql",
            "left join schools s on s.name = p.school",
            "left join schools s on s.name = p.school where p.finished_on is null or p.finished_on > p.started_on");

        var (facts, rows) = await SmallestAsync(induction);

        // The first day is the last one: of leaving, or before a move.
        Assert.Equal("ect_starts", facts[0].Fact.Name);
        Assert.Equal(2, facts.Count);
        var row = Assert.Single(rows);
        Assert.Equal(("school_periods", DiscrepancyClass.Missing), (row.Table.Name.Plain, row.Class));
        var start = facts[0].Argument("on");
        Assert.Equal([facts[0].Argument("ect"), facts[0].Argument("school"), start, start], row.Recorded!.Values);
        Assert.Contains(facts[1].Argument("on"), facts[1].Fact.Name switch
        {
            "ect_leaves" => [start],
            "ect_moves" => [Days.Say(Days.Parse(start!)!.Value.AddDays(1))],
            _ => Array.Empty<string?>(),
        });
    }

    [Fact]
    public async Task A_mapping_that_merges_there_and_back_again_is_shown_by_three_facts()
    {
        using var induction = new InductionFolder().Replace(
            "school_periods.sql", "group by ect_id, school, period", "group by ect_id, school");

        var (facts, rows) = await SmallestAsync(induction);

        Assert.Equal(["ect_starts", "ect_moves", "ect_moves"], facts.Select(fact => fact.Fact.Name));
        Assert.Equal(facts[0].Argument("school"), facts[2].Argument("school"));
        Assert.NotEqual(facts[0].Argument("school"), facts[1].Argument("school"));
        Assert.Equal([DiscrepancyClass.Missing, DiscrepancyClass.Stale], rows.Select(row => row.Class).Order());
        var (school, back) = (facts[0].Argument("school"), facts[2].Argument("on"));
        Assert.Equal(
            [facts[0].Argument("ect"), school, back, null], rows.Single(row => row.Changed is null).Recorded!.Values);
        Assert.Equal(["finished_on"], rows.Single(row => row.Changed is not null).Columns);
    }

    [Fact]
    public async Task A_mapping_that_takes_the_latest_day_for_the_latest_version_is_shown_by_three_facts()
    {
        using var induction = new InductionFolder().Replace(
            "school_periods.sql", "r.start_date, r.id desc", "r.start_date, r.end_date desc nulls last");

        var (facts, rows) = await SmallestAsync(induction);

        Assert.Equal(["ect_starts", "ect_leaves", "leaving_corrected"], facts.Select(fact => fact.Fact.Name));
        var row = Assert.Single(rows);
        Assert.Equal(DiscrepancyClass.Stale, row.Class);
        Assert.Equal(facts[2].Argument("on"), row.Recorded!.Values[^1]);
        Assert.Equal(facts[1].Argument("on"), row.Changed!.Values[^1]);
        Assert.Equal(
            Days.Parse(facts[1].Argument("on")!), Days.Parse(facts[2].Argument("on")!)!.Value.AddDays(1));
    }

    [Fact]
    public async Task Rows_that_a_schema_comes_with_are_there_in_every_small_run_too()
    {
        using var induction = new InductionFolder()
            .Append("../../model/candidates/records/schema.sql", """
                insert into ects (name) values ('Seeded');
                insert into induction_records (ect_id, school, programme, start_date)
                values (1, 'Old School', 'school-led', '2020-09-01');
                """)
            .Append("../../model/candidates/periods/schema.sql", """
                insert into ects (name) values ('Seeded');
                insert into schools (name) values ('Old School');
                insert into school_periods (ect_id, school_id, started_on) values (1, 1, '2020-09-01');
                insert into training_periods (ect_id, programme, started_on) values (1, 'school-led', '2020-09-01');
                """)
            .Replace("school_periods.sql", "group by ect_id, school, period", "group by ect_id, school");

        var (facts, rows) = await SmallestAsync(induction);

        // Were they lost on one side, their rows would differ as well.
        Assert.Equal(3, facts.Count);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public async Task A_change_that_stops_is_shown_by_the_fact_that_stops_it()
    {
        // A programme that the mapping does not know.
        using var induction = new InductionFolder().Replace("training_periods.sql",
            "select ect_id, programme, min", "select ect_id, nullif(programme, 'school-led') as programme, min");

        var result = await RunAsync(induction, _few);

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        var found = Assert.Single(result.Histories!.Found);
        var fact = Assert.Single(found.History.Facts);
        Assert.Equal(("ect_starts", "school-led"), (fact.Fact.Name, fact.Argument("programme")));
        Assert.Contains("null value in column \"programme\"", found.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_the_change_answers_otherwise_is_told_with_its_scenario()
    {
        using var induction = new InductionFolder().Replace(
            "school_periods.sql", "group by ect_id, school, period", "group by ect_id, school");

        var result = await RunAsync(induction, _few with { Histories = 0 });

        var wrong = Assert.Single(result.Scenarios, scenario => scenario.IsWrong);
        Assert.Equal("There and back again", wrong.Scenario.Title);
        Assert.Equal(["school_of", "schools_of"], wrong.Misses.Select(miss => miss.Step.Split(':')[0]));
        Assert.Equal(ExitCode.Findings, result.ExitCode);
    }

    [Fact]
    public async Task A_declared_difference_is_counted_and_one_that_does_not_occur_is_said_so()
    {
        using var induction = new InductionFolder()
            .Replace("school_periods.sql", "left join schools s on s.name = p.school",
                "left join schools s on s.name = p.school where p.finished_on is null or p.finished_on > p.started_on")
            .Append("change.yaml", """
                differs:
                  - table: school_periods
                    class: missing
                    where: finished_on = started_on
                    because: a single day is not worth a row
                  - question: school_of
                    scenario: A single day
                    because: a single day is not worth a row
                  - table: training_periods
                    because: it was so once

                """);

        var result = await RunAsync(induction, _few);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(0, result.Histories!.Differences);
        var counts = result.Accepted.Select(one => one.Count).ToList();
        Assert.True(counts[0] > 0, "no period of one day was made: this proves nothing");
        Assert.Equal([counts[0], 1, 0], counts);
    }

    [Fact]
    public async Task A_difference_that_no_declaration_covers_is_found_beside_those_that_one_does()
    {
        using var induction = new InductionFolder()
            .Replace("school_periods.sql", "group by ect_id, school, period", "group by ect_id, school")
            .Append("change.yaml", """
                differs:
                  - table: school_periods
                    class: missing
                    because: there and back again is one period in this test

                """);

        var result = await RunAsync(induction, _few);

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.All(result.Histories!.Found.SelectMany(found => found.Rows), row =>
            Assert.Equal(DiscrepancyClass.Stale, row.Class));
        Assert.True(result.Accepted.Single().Count > 0);
    }

    [Fact]
    public async Task What_the_new_candidate_has_and_expand_does_not_make_is_told()
    {
        using var induction = new InductionFolder().Append("../../model/candidates/periods/schema.sql", """
            alter table schools add column urn integer;
            create table providers (name text primary key);
            """);

        var result = await RunAsync(induction, _few with { Histories = 5 });

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Equal(
            ["The new candidate has a table providers, and after expand.sql there is none.",
                "The new candidate has a column schools.urn, and after expand.sql there is none."],
            result.Histories!.Lacks);
    }

    [Fact]
    public async Task An_expand_that_takes_something_away_is_refused_as_in_real_life()
    {
        using var induction = new InductionFolder().Append("expand.sql", "drop view current_records;");

        var result = await RunAsync(induction, _few with { Histories = 5 });

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.Contains(
            result.Refused!.Findings, finding => finding.Message.Contains("current_records", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  - { table: school_perods, because: x }", "There is no table of the new candidate \"school_perods\"",
        "school_periods")]
    [InlineData("  - { table: schools, columns: [nam], because: x }", "There is no column of schools \"nam\"", "name")]
    [InlineData("  - { question: school, because: x }", "There is no question \"school\"", "school_of")]
    [InlineData(
        "  - { question: school_of, scenario: A day, because: x }", "There is no scenario \"A day\"", "A single day")]
    [InlineData("  - { table: schools, where: nam = '', because: x }", "The server refuses `where: nam = ''`", "name")]
    public async Task A_declared_difference_about_nothing_is_refused_with_its_line(
        string line, string message, string near)
    {
        using var induction = new InductionFolder().Append("change.yaml", $"differs:\n{line}\n");

        var refused = await Assert.ThrowsAsync<UnderpinException>(
            () => RunAsync(induction, _few with { Histories = 1 }));

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.StartsWith($"change.yaml:15: {message}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(near, refused.Hint, StringComparison.Ordinal);
    }

    private static async Task<(IReadOnlyList<FactCall> Facts, IReadOnlyList<RowDifference> Rows)> SmallestAsync(
        InductionFolder induction)
    {
        var result = await RunAsync(induction, _few);
        Assert.Equal(ExitCode.Findings, result.ExitCode);
        var found = Assert.Single(result.Histories!.Found);
        return (found.History.Facts, found.Rows);
    }

    private static async Task<SquareOutcome> RunAsync(InductionFolder induction, SquareOptions options)
    {
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        return await new SquareTest(home, TimeProvider.System).RunAsync(induction.Read(), options, null, Cancellation);
    }
}
