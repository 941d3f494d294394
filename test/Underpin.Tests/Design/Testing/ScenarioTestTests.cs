using Underpin.Design.Testing;

namespace Underpin.Tests.Design.Testing;

/// <summary>What a scenario makes of a candidate: right, wrong or inexpressible, and why.</summary>
public sealed class ScenarioTestTests
{
    private const string Facts = "candidates/two-tables/facts.sql";
    private const string Questions = "candidates/two-tables/questions.sql";
    private const string Schema = "candidates/two-tables/schema.sql";
    private const string Scenarios = "scenarios/courses.yaml";

    [Fact]
    public async Task A_candidate_that_does_as_the_scenario_says_is_right()
    {
        using var golf = new GolfModel();

        var cell = await ModelRun.CellAsync(golf);

        Assert.Equal((Outcome.Right, ""), (cell.Outcome, string.Join('\n', cell.Lines)));
        var held = Assert.Single(cell.Held);
        Assert.Equal(("R1", "designs_pkey on designs"), (held.Refusal.Rule?.Name, held.By.Speaker));
    }

    [Fact]
    public async Task A_wrong_answer_shows_expected_and_actual_rows_side_by_side()
    {
        using var golf = new GolfModel()
            .Replace(Questions, "where course = :course", "where course = :course and architect <> 'Harry Colt'");

        var cell = await ModelRun.CellAsync(golf);

        Assert.Equal(Outcome.Wrong, cell.Outcome);
        Assert.Equal(
            """
            scenarios/courses.yaml:11: architects_of: [Muirfield]
                Expected 2 rows, got 1.
                   expected     actual
                   architect    architect
                   Tom Morris   Tom Morris
                ≠  Harry Colt   (no row)
            """, string.Join('\n', cell.Lines));
    }

    [Fact]
    public async Task Rows_count_as_often_as_they_come_and_in_any_order()
    {
        using var golf = new GolfModel().Replace(Questions,
            "select architect from designs where course = :course;",
            "select architect from designs where course = :course union all select 'Tom Morris' order by 1 desc;");

        var miss = Assert.IsType<WrongAnswer>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal((2, 1, 0), (miss.Rows.Same.Count, miss.Rows.Extra.Count, miss.Rows.Missing.Count));
    }

    [Fact]
    public async Task A_legal_fact_that_is_refused_shows_the_constraint_and_the_server_s_words()
    {
        using var golf = new GolfModel().Replace(Schema, "architect text not null", "architect text not null unique");
        golf.Replace(Scenarios, "[Tom Morris, Muirfield]\n    - architect_designs: [Harry Colt, Muirfield]",
            "[Tom Morris, Muirfield]\n    - course_opens: [Troon, 1878-03-16]\n    - architect_designs: [Tom Morris, "
                + "Troon]");

        var cell = await ModelRun.CellAsync(golf);

        Assert.Equal(
            "scenarios/courses.yaml:7: architect_designs: [Tom Morris, Troon]\n"
            + "    A legal fact was refused by designs_architect_key on designs.\n"
            + "    duplicate key value violates unique constraint \"designs_architect_key\" "
            + "(Key (architect)=(Tom Morris) already exists) [23505]\n"
            + "    candidates/two-tables/facts.sql:6: "
            + "insert into designs (course, architect) values (:course, :architect)",
            string.Join('\n', cell.Lines));
    }

    [Fact]
    public async Task What_had_to_be_refused_and_was_accepted_is_wrong()
    {
        using var golf = new GolfModel().Replace(Schema, "primary key (course, architect)", "check (course <> '')");

        var miss = Assert.IsType<Accepted>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal("Accepted, and had to be refused: An architect designs a course once (R1).", miss.Summary);
    }

    [Fact]
    public async Task A_refusal_that_only_found_nothing_to_change_is_said_to_be_that()
    {
        using var golf = new GolfModel().Replace(Facts,
            "insert into designs (course, architect) values (:course, :architect);",
            """
            insert into designs (course, architect)
            select :course, :architect
            where not exists (select from designs where architect = :architect);
            """);

        var miss = Assert.IsType<RefusedOtherwise>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal("refusal.touched-nothing", miss.Code);
        Assert.Contains("only found nothing to change", miss.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_by_another_error_is_shown_with_that_error()
    {
        using var golf = new GolfModel().Replace(Facts,
            "insert into designs (course, architect) values (:course, :architect);",
            """
            insert into designs (course, architect)
            select :course, :architect
            where 1 / (select count(*) - 1 from designs where architect = :architect) < 2;
            """);

        var miss = Assert.IsType<RefusedOtherwise>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal("22012", miss.Error?.SqlState);
    }

    [Fact]
    public async Task A_fact_that_touches_nothing_is_wrong_unless_its_block_says_that_it_may()
    {
        using var golf = new GolfModel().Replace(Scenarios,
            "    - architect_designs: [Tom Morris, Muirfield]\n    - architect_designs: [Harry",
            "    - course_closes: [Troon, 1990-01-01]\n    - architect_designs: [Tom Morris, Muirfield]\n    - "
                + "architect_designs: [Harry");

        Assert.IsType<FactTouchedNothing>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        golf.Replace(Facts, "-- fact: course_closes", "-- fact: course_closes (may touch nothing)");
        Assert.Equal(Outcome.Right, (await ModelRun.CellAsync(golf)).Outcome);
    }

    [Fact]
    public async Task What_a_function_changes_counts_as_touched()
    {
        using var golf = new GolfModel()
            .Replace(Schema, "create table designs", """
                create function open(course text, opened date) returns void
                language sql as 'insert into courses (name, opened_on) values (course, opened)';
                create table designs
                """)
            .Replace(
                Facts, "insert into courses (name, opened_on) values (:course, :on);", "select open(:course, :on);");

        Assert.Equal(Outcome.Right, (await ModelRun.CellAsync(golf)).Outcome);

        golf.Replace(Schema, "(course, opened)'", "(course, opened) on conflict do nothing'")
            .Replace(Scenarios, "    - architect_designs: [Tom Morris, Muirfield]\n    - architect_designs: [Harry",
                "    - course_opens: [Muirfield, 1891-05-03]\n    - architect_designs: [Tom Morris, Muirfield]\n    - "
                    + "architect_designs: [Harry");
        Assert.IsType<FactTouchedNothing>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));
    }

    [Fact]
    public async Task A_question_that_fails_does_not_spoil_the_others()
    {
        using var golf = new GolfModel().Replace(Questions,
            "where course = :course", "where course = :course and 1 / length(architect || course) > 1 / 0");

        var cell = await ModelRun.CellAsync(golf);

        var miss = Assert.IsType<QuestionFailed>(Assert.Single(cell.Misses));
        Assert.Equal(11, miss.Place.Line);
        Assert.Equal("22012", miss.Error.SqlState);
    }

    [Fact]
    public async Task A_question_may_not_write()
    {
        using var golf = new GolfModel().Replace(Questions,
            "select architect from designs where course = :course;",
            "delete from designs where course = :course; select architect from designs where course = :course;");

        var miss = Assert.IsType<QuestionFailed>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal("The question writes; a question may only read.", miss.Summary);
    }

    [Fact]
    public async Task What_a_candidate_cannot_say_is_inexpressible_with_its_reason()
    {
        using var golf = new GolfModel()
            .Replace(Questions, "-- question: architects_of\nselect architect from designs where course = :course;",
                "-- question: architects_of (inexpressible: nobody is named (yet))");

        var cell = await ModelRun.CellAsync(golf);

        Assert.Equal(Outcome.Inexpressible, cell.Outcome);
        Assert.Equal(
            ["scenarios/courses.yaml:11: architects_of: [Muirfield] is inexpressible: nobody is named (yet)"],
            cell.Lines);
    }

    [Fact]
    public async Task Nulls_arrays_numbers_and_times_are_compared_as_values()
    {
        using var golf = new GolfModel()
            .Replace("vocabulary.yaml", "questions:",
                "questions:\n  - mixed(names text[], fee numeric, at timestamptz) returns (names text[], fee numeric, "
                    + "at timestamptz, nothing text, yes boolean)")
            .Replace(Questions, "-- question: open_courses",
                "-- question: mixed\nselect :names as names, :fee * 1.00 as fee, :at as at, null as nothing, true as "
                    + "yes;\n-- question: open_courses")
            .Replace(Scenarios, "  answers:", """
                  answers:
                    - mixed: [[Tom, "Har\"ry, C"], 12.5, 2024-01-01T13:00+01]
                      is: [["Tom", "Har\"ry, C"], 12.50, 2024-01-01 12:00Z, ~, true]
                """);

        Assert.Equal([], (await ModelRun.CellAsync(golf)).Lines);
    }

    [Fact]
    public async Task Today_is_the_day_of_recording_or_asking()
    {
        using var golf = new GolfModel()
            .Replace("vocabulary.yaml", "questions:",
                "  - noted(course text)\nquestions:\n  - notes() returns (course text, noted date, asked date)")
            .Replace(
                Schema, "create table designs", "create table notes (course text, noted date); create table designs")
            .Replace(Facts, "-- fact: course_closes",
                "-- fact: noted\ninsert into notes values (:course, :today);\n-- fact: course_closes")
            .Replace(Questions, "-- question: open_courses",
                "-- question: notes\nselect course, noted, :today as asked from notes;\n-- question: open_courses")
            .Write(Scenarios, """
                - scenario: Days
                  given:
                    - noted: A
                    - today: 2020-01-01
                    - noted: [B]
                    - noted: [C]
                      today: 2021-01-01
                  answers:
                    - notes: []
                      is: [[A, 2026-06-30, 2026-06-30], [B, 2020-01-01, 2026-06-30], [C, 2021-01-01, 2026-06-30]]
                    - notes: []
                      today: 2022-02-02
                      is: [[A, 2026-06-30, 2022-02-02], [B, 2020-01-01, 2022-02-02], [C, 2021-01-01, 2022-02-02]]
                """);

        Assert.Equal([], (await ModelRun.CellAsync(golf)).Lines);
    }

    [Fact]
    public async Task A_fact_that_touched_nothing_is_told_rather_than_what_failed_because_of_it()
    {
        using var golf = new GolfModel().Replace(Facts,
            "insert into courses (name, opened_on) values (:course, :on);",
            "insert into courses (name, opened_on) select :course, :on where :course <> 'Muirfield';");

        var miss = Assert.IsType<FactTouchedNothing>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal(("course_opens: [Muirfield, 1891-05-03]", 4), (miss.Step, miss.Place.Line));
    }

    [Fact]
    public async Task A_refused_fact_is_the_one_that_is_told_whatever_came_before_it()
    {
        // The one in the middle is counted in another way than those around it.
        using var golf = new GolfModel()
            .Replace(Facts, "insert into designs (course, architect) values (:course, :architect);",
                "with new as (insert into designs (course, architect) values (:course, :architect) returning 1) select "
                    + "* from new;")
            .Replace(Scenarios, "  refuses:", "    - course_closes: [Muirfield, 1900-01-01]\n    - course_opens: "
                + "[Muirfield, 1901-01-01]\n  refuses:");

        var miss = Assert.IsType<FactRefused>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal(("course_opens: [Muirfield, 1901-01-01]", 8), (miss.Step, miss.Place.Line));
        Assert.Equal(("courses_pkey on courses", 2), (miss.Refusal.Speaker, miss.Refusal.Place?.Line));
    }
}
