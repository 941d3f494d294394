using Underpin.Design.Testing;

namespace Underpin.Tests.Design.Testing;

/// <summary>Deferred constraints, triggers, and facts that are illegal only together.</summary>
public sealed class RefusalTests
{
    private const string Facts = "candidates/two-tables/facts.sql";
    private const string Schema = "candidates/two-tables/schema.sql";
    private const string Scenarios = "scenarios/courses.yaml";

    private const string TriggerOnDesigns =
        """
        create function at_most_two() returns trigger language plpgsql as $$
        begin
            if (select count(*) from designs where course = new.course) > 2 then
                raise exception 'a course has two architects at most';
            end if;
            return null;
        end $$;
        """;

    [Fact]
    public async Task Deferred_constraints_speak_before_the_answers_and_name_the_fact()
    {
        using var golf = new GolfModel()
            .Replace(Schema, "references courses", "references courses deferrable initially deferred")
            .Replace(Scenarios, "    - architect_designs: [Harry Colt, Muirfield]\n  refuses",
                "    - architect_designs: [Harry Colt, Muirfeild]\n    - course_opens: [Troon, 1878-03-16]\n  refuses");

        var miss = Assert.IsType<FactRefused>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal("designs_course_fkey on designs", miss.Refusal.Speaker);
        Assert.Equal(6, miss.Place.Line);
    }

    [Fact]
    public async Task A_deferred_constraint_refuses_and_lets_each_fact_keep_its_order()
    {
        // The design comes before its course within a fact: only a deferred key takes that, after every check too.
        using var golf = new GolfModel()
            .Replace(Schema, "references courses", "references courses deferrable initially deferred")
            .Replace("vocabulary.yaml", "questions:", "  - built(course text, on date, architect text)\nquestions:")
            .Replace(Facts, "-- fact: course_closes", """
                -- fact: built
                insert into designs (course, architect) values (:course, :architect);
                insert into courses (name, opened_on) values (:course, :on);

                -- fact: course_closes
                """)
            .Write(Scenarios, """
                - scenario: Built in one go
                  given:
                    - built: [Muirfield, 1891-05-03, Tom Morris]
                  refuses:
                    - architect_designs: [Tom Morris, Nowhere]
                    - together:
                        - built: [Troon, 1878-03-16, Willie Fernie]
                        - built: [Troon, 1878-03-16, James Braid]
                  answers:
                    - architects_of: [Muirfield]
                      is: Tom Morris
                """);

        var cell = await ModelRun.CellAsync(golf);

        Assert.Equal([], cell.Lines);
        Assert.Equal(
            ["designs_course_fkey on designs", "courses_pkey on courses"], cell.Held.Select(held => held.By.Speaker));
    }

    [Theory]
    [InlineData("create trigger two after insert on designs for each row execute function at_most_two();")]
    [InlineData("create constraint trigger two after insert on designs deferrable initially deferred for each row "
        + "execute function at_most_two();")]
    public async Task A_trigger_that_raises_is_the_schema_speaking(string trigger)
    {
        using var golf = new GolfModel();
        golf.Write(Schema, File.ReadAllText(Path.Combine(golf.Path, Schema)) + "\n" + TriggerOnDesigns + "\n" + trigger)
            .Replace(Scenarios, "    - architect_designs: [Tom Morris, Muirfield]\n      rule: R1",
                "    - architect_designs: [Tom Simpson, Muirfield]");

        var cell = await ModelRun.CellAsync(golf);

        Assert.Equal([], cell.Lines);
        Assert.Equal("the trigger function at_most_two()", Assert.Single(cell.Held).By.Speaker);
    }

    [Fact]
    public async Task A_trigger_that_fails_by_mistake_forbids_nothing()
    {
        using var golf = new GolfModel();
        golf.Write(Schema, File.ReadAllText(Path.Combine(golf.Path, Schema)) + "\n"
                + TriggerOnDesigns.Replace("raise exception 'a course has two architects at most';",
                    "new.course := 1 / 0;", StringComparison.Ordinal)
                + "\ncreate trigger two after insert on designs for each row execute function at_most_two();")
            .Replace(Scenarios, "    - architect_designs: [Tom Morris, Muirfield]\n      rule: R1",
                "    - architect_designs: [Tom Simpson, Muirfield]");

        var miss = Assert.IsType<RefusedOtherwise>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal("22012", miss.Error?.SqlState);
    }

    [Theory]
    [InlineData("raise exception 'no';", "P0001")]
    [InlineData("raise unique_violation using message = 'no', constraint = 'designs_pkey';", "23505")]
    public async Task An_error_raised_by_what_the_fact_itself_calls_is_not(string raise, string state)
    {
        using var golf = new GolfModel();
        golf.Write(Schema, File.ReadAllText(Path.Combine(golf.Path, Schema)) + $"""

                create procedure design(a text, c text) language plpgsql as $$
                begin
                    if exists (select from designs where architect = a and course = c) then
                        {raise}
                    end if;
                    insert into designs values (c, a);
                end $$;
                """)
            .Replace(Facts, "insert into designs (course, architect) values (:course, :architect);",
                "call design(:architect, :course);");

        var miss = Assert.IsType<RefusedOtherwise>(Assert.Single((await ModelRun.CellAsync(golf)).Misses));

        Assert.Equal(state, miss.Error?.SqlState);
    }

    [Fact]
    public async Task Facts_that_are_illegal_only_together_must_be_legal_alone()
    {
        const string Refused = "    - architect_designs: [Tom Morris, Muirfield]\n      rule: R1";
        using var golf = new GolfModel().Replace(Scenarios, Refused, """
                - together: [ {course_opens: [Troon, 1878-03-16]}, {course_opens: [Troon, 1888-01-01]} ]
                - together: [ {course_opens: [Alwoodley, 1907-01-01]}, {course_opens: [Muirfield, 1888-01-01]} ]
            """);

        var cell = await ModelRun.CellAsync(golf);

        var miss = Assert.IsType<RefusedAlone>(Assert.Single(cell.Misses));
        Assert.Equal("course_opens: [Muirfield, 1888-01-01]", miss.Step);
        Assert.Equal(2, cell.Held.Count);
    }

    [Fact]
    public async Task What_a_refusal_tried_is_gone_before_the_next_step()
    {
        const string Refused = "    - architect_designs: [Tom Morris, Muirfield]\n      rule: R1";
        using var golf = new GolfModel().Replace(Scenarios, Refused, """
                - architect_designs: [Tom Simpson, Muirfield]
                - architect_designs: [Tom Simpson, Muirfield]
            """);

        var cell = await ModelRun.CellAsync(golf);

        Assert.All(cell.Misses, miss => Assert.IsType<Accepted>(miss));
        Assert.Equal(2, cell.Misses.Count);
    }
}
