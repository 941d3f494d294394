using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.ScoreCard;
using Underpin.Design.ScoreCard.Measured;
using Underpin.Design.ScoreCard.Page;
using Underpin.Design.ScoreCard.Rows;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design.ScoreCard;

public sealed class ComparisonTests
{
    [Fact]
    public async Task Scenarios_and_illegal_histories_are_counted()
    {
        var card = await CompareAsync();
        Assert.Equal(["1", "0"], Texts(card, "scenarios.right"));
        Assert.Equal(["0", "1"], Texts(card, "scenarios.wrong"));
        Assert.Equal(["0 of 2", "2 of 2"], Texts(card, "illegal.scenarios"));
        Assert.Equal([Grade.Best, Grade.Fails], Row(card, "scenarios.wrong").Cells.Select(cell => cell.Grade));
    }

    [Theory]
    [InlineData("""{ "findings": FOUND }""")]
    [InlineData("""{ "verb": "design search", "outcome": "found", "figures": { "findings": FOUND } }""")]
    public async Task What_a_search_found_is_a_row_of_its_own(string printed)
    {
        var file = await FileAsync(printed.Replace("FOUND", """
            [{ "candidate": "versions", "rule": "R1", "twoAtOnce": true, "facts": ["one", "two"], "script": "" }]
            """, StringComparison.Ordinal));
        var card = await CompareAsync(new Measurements { Illegal = MeasurementFile.Search(file) });
        Assert.Equal(["0", "1"], Texts(card, "illegal.search"));
        Assert.Equal(["R1, the last two at once:", "    one", "    two"], Row(card, "illegal.search").Cells[1].Why);
        Assert.DoesNotContain((await CompareAsync()).Rows, row => row.Key == "illegal.search");
    }

    [Fact]
    public async Task What_a_load_found_is_on_the_card_with_the_plans_of_slow_questions()
    {
        var file = await FileAsync("""
            { "load": { "histories": 1000, "candidates": [{
                "candidate": "versions", "facts": 4000, "factsPerSecond": 8000.4, "bytes": 1000000,
                "questions": [
                    { "question": "school_of", "growsWithTable": true, "sizes": [
                        { "facts": 400, "p50": 1, "p95": 2, "p99": 3, "buffers": 20, "plan": "Seq Scan" },
                        { "facts": 4000, "p50": 10, "p95": 20.5, "p99": 30, "buffers": 200,
                          "plan": "Seq Scan on <versions>" }] },
                    { "question": "people", "sizes": [] }] }] } }
            """);
        var card = await CompareAsync(new Measurements { Volume = MeasurementFile.Load(file) });
        Assert.Equal(["not loaded", "8,000"], Texts(card, "volume.recording"));
        Assert.Equal(["not loaded", "250"], Texts(card, "volume.size"));
        Assert.Equal(["not loaded", "20.5 ms"], Texts(card, "volume.slowest"));
        Assert.Equal(["not loaded", "1 of 1"], Texts(card, "volume.growing"));
        Assert.Contains("Seq Scan on &lt;versions&gt;", ScoreCardPage.Write(card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_question_costs_is_set_against_the_fastest()
    {
        var file = await FileAsync("""
            { "load": { "histories": 1000, "candidates": [
                { "candidate": "periods", "facts": 4000, "factsPerSecond": 8000, "bytes": 1000000, "questions": [
                    { "question": "school_of", "growsWithTable": false, "sizes": [
                        { "facts": 4000, "p50": 0.5, "p95": 1, "p99": 2, "buffers": 4, "plan": "Index Scan" }] }] },
                { "candidate": "versions", "facts": 4000, "factsPerSecond": 8000, "bytes": 1000000, "questions": [
                    { "question": "school_of", "growsWithTable": true, "sizes": [
                        { "facts": 4000, "p50": 6, "p95": 7, "p99": 8, "buffers": 200, "plan": "Seq Scan" }] },
                    { "question": "people", "growsWithTable": true, "sizes": [
                        { "facts": 4000, "p50": 3, "p95": 7, "p99": 8, "buffers": 200, "plan": "Seq Scan" }] }] }] } }
            """);
        var card = await CompareAsync(new Measurements { Volume = MeasurementFile.Load(file) });
        Assert.Equal(["0.50 ms", "6.00 ms × 12.0"], Texts(card, "volume.cost.school_of"));
        Assert.Equal(["not asked", "3.00 ms"], Texts(card, "volume.cost.people"));
        Assert.Equal([Grade.Best, Grade.None], Row(card, "volume.cost.school_of").Cells.Select(cell => cell.Grade));
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused()
    {
        var file = await FileAsync("{}");
        var exception = Assert.Throws<UnderpinException>(() => MeasurementFile.Load(file));
        Assert.Equal((ExitCode.Usage, $"Make it again: underpin design load --json > {file}"),
            (exception.ExitCode, exception.Hint));
    }

    [Fact]
    public async Task Touch_counts_the_rows_and_tables_that_each_fact_writes()
    {
        var card = await CompareAsync();
        // Periods: a new person at a new school 3 rows in 3 tables, another one there 2 in 2; two moves to a new school
        // 3 in 2 each: a spell ends, one begins.
        Assert.Equal(["4 of 4", "4 of 4"], Texts(card, "touch.recorded"));
        Assert.Equal(["2.25", "1.00"], Texts(card, "touch.tables.mean"));
        Assert.Equal(["3", "1"], Texts(card, "touch.tables.most"));
        Assert.Equal(["2.75", "1.00"], Texts(card, "touch.rows.mean"));
        Assert.Equal(["3", "1"], Texts(card, "touch.rows.most"));
    }

    [Fact]
    public async Task Touch_counts_what_a_trigger_writes()
    {
        using var model = SpellsModel.Create();
        var schema = File.ReadAllText(Path.Combine(model.Path, "candidates/versions/schema.sql"));
        model.Write("candidates/versions/schema.sql", schema + """
            create table log (id bigint generated always as identity primary key);
            create function log() returns trigger language plpgsql as $$
            begin
                insert into log default values;
                return null;
            end $$;
            create trigger logged after insert on versions for each row execute function log();
            """);
        var card = await CompareAsync(model, null);
        Assert.Equal("2.00", Texts(card, "touch.tables.mean")[1]);
        Assert.Equal("2.00", Texts(card, "touch.rows.mean")[1]);
    }

    [Fact]
    public async Task Repetition_counts_what_is_stored_more_often_than_it_is_stated()
    {
        var card = await CompareAsync();
        // Versions: joining stores its day twice, moving stores the day of joining again: 4 copies of 4 × 3 arguments.
        Assert.Equal(["0.0", "33.3"], Texts(card, "repetition"));
        Assert.Contains("2 times: versions.joined_on, versions.since", Row(card, "repetition").Cells[1].Why[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emptiness_counts_nulls_and_finds_columns_for_one_kind_of_row()
    {
        var card = await CompareAsync();
        // Periods: 4 spells × 4 columns, 2 people × 2, 3 schools × 2: 26 cells, of which the 2 open ends are null.
        // Versions: 4 × 6 columns, of which the reasons of 2 joinings are null.
        Assert.Equal(["7.7 %", "8.3 %"], Texts(card, "emptiness.nulls"));
        Assert.Equal(["0 of 2", "0 of 0"], Texts(card, "emptiness.keys"));
        Assert.Equal(["0", "1"], Texts(card, "emptiness.kinds"));
        Assert.Equal(
            ["versions.reason: filled where kind is move, empty where it is join"],
            Row(card, "emptiness.kinds").Cells[1].Why);
        // spells.started_on: of joining and of moving; versions.since likewise.
        Assert.Equal(["2", "2"], Texts(card, "emptiness.sources"));
    }

    [Fact]
    public async Task Rules_are_held_by_constraints_by_triggers_or_by_nobody()
    {
        var card = await CompareAsync();
        Assert.Equal(["R1", "R2"], card.Rules.Select(rule => rule.Rule.Name));
        Assert.Equal([RuleHolder.Constraint, RuleHolder.Nobody], card.Rules[0].Cells.Select(cell => cell.Holder));
        Assert.Equal([RuleHolder.Trigger, RuleHolder.Nobody], card.Rules[1].Cells.Select(cell => cell.Holder));
        Assert.Contains("one_school", Assert.Single(card.Rules[0].Cells[0].Why), StringComparison.Ordinal);
        Assert.Equal(["0 of 2", "2 of 2"], Texts(card, "rules.nobody"));
    }

    [Fact]
    public async Task Questions_are_plain_or_not_and_can_or_cannot_look_back()
    {
        var card = await CompareAsync();
        Assert.Equal(["1 of 3", "0 of 3"], Texts(card, "plainness.plain"));
        Assert.Equal(["0 of 2", "1 of 3"], Texts(card, "plainness.distinct-on"));
        Assert.Equal(["0 of 2", "1 of 3"], Texts(card, "plainness.window-functions"));
        Assert.Equal(["1 of 2", "1 of 3"], Texts(card, "plainness.aggregates"));
        Assert.Equal(["can: 1 of 1", "can: 1 of 1"], Texts(card, "time.valid"));
        Assert.Equal(["cannot", "can: 1 of 1"], Texts(card, "time.system"));
    }

    [Fact]
    public async Task Who_can_say_little_is_no_best()
    {
        using var model = SpellsModel.Create();
        model.Replace(
            "candidates/versions/facts.sql",
            "-- fact: person_moves\ninsert into versions\nselect person, :school, joined_on, :on, 'move', 'moved' from "
                + "versions\nwhere person = :person order by since desc limit 1;",
            "-- fact: person_moves (inexpressible: nobody moves)");
        var row = Row(await CompareAsync(model, null), "touch.rows.mean");
        Assert.Equal("1.00", row.Cells[1].Text);
        Assert.Equal([Grade.None, Grade.None], row.Cells.Select(cell => cell.Grade));
    }

    internal static async Task<Scores> CompareAsync(Measurements? measured = null)
    {
        using var model = SpellsModel.Create();
        return await CompareAsync(model, measured);
    }

    private static async Task<string> FileAsync(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task<Scores> CompareAsync(GolfModel folder, Measurements? measured)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var model = await new DesignCheck(home, databases).RunAsync(ModelFolderReader.Read(folder.Path), stop);
        Assert.Equal([], model.Problems.Select(problem => problem.ToString()));
        return await new Comparison(databases, TimeProvider.System).RunAsync(model, measured
            ?? Measurements.None, null, stop);
    }

    private static ScoreRow Row(Scores card, string key) => card.Rows.Single(row => row.Key == key);

    private static string[] Texts(Scores card, string key) => [.. Row(card, key).Cells.Select(cell => cell.Text)];
}
