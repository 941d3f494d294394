namespace Underpin.Tests.Design.Check;

/// <summary>What the server says of a model folder: types, columns, statements and values.</summary>
public sealed class DesignCheckTests
{
    private const string Facts = "candidates/two-tables/facts.sql";
    private const string Questions = "candidates/two-tables/questions.sql";
    private const string Schema = "candidates/two-tables/schema.sql";
    private const string Scenarios = "scenarios/courses.yaml";

    [Fact]
    public async Task A_whole_folder_has_no_problem()
    {
        using var golf = new GolfModel();

        Assert.Equal("", await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task A_candidate_that_cannot_be_created_is_told_with_the_statement_s_line_and_the_server_s_words()
    {
        using var golf = new GolfModel().Replace(Schema, "references courses", "references curses");

        Assert.Equal(
            "candidates/two-tables/schema.sql:7: The candidate two-tables cannot be created: "
            + "relation \"curses\" does not exist. "
            + "Is it spelt right, in the right schema, and created by an earlier statement?",
            await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task A_type_that_nobody_knows_is_told_where_it_is_declared()
    {
        using var golf = new GolfModel()
            .Replace("vocabulary.yaml", "course_closes(course text, on date)", "course_closes(course text, on dat)");

        Assert.Equal(
            "vocabulary.yaml:5: on of course_closes: type \"dat\" does not exist. "
            + "A type is one that the server knows, such as text, date, integer or text[].",
            await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task A_statement_that_the_server_refuses_is_told_with_the_line_that_it_points_to()
    {
        using var golf = new GolfModel().Replace(Questions,
            "where opened_on <= :on and (closed_on is null or closed_on >= :on);",
            "where opened_on <= :on\n  and (closed_on is null\n    or closedon >= :on);");

        Assert.Equal(
            "candidates/two-tables/questions.sql:9: The question open_courses of two-tables: "
            + "column \"closedon\" does not exist. "
            + "Perhaps you meant to reference the column \"courses.closed_on\".",
            await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task A_parameter_is_read_as_its_declared_type()
    {
        using var golf = new GolfModel().Replace(Questions, "where course = :course", "where course = :course + 1");

        Assert.StartsWith(
            "candidates/two-tables/questions.sql:2: The question architects_of of two-tables: "
            + "operator does not exist: text + integer.",
            await ProblemsOfAsync(golf), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select architect, course")]
    [InlineData("select architect as name")]
    [InlineData("select length(architect) as architect")]
    public async Task Other_columns_than_promised_are_told(string select)
    {
        using var golf = new GolfModel().Replace(Questions, "select architect from", $"{select} from");

        Assert.Contains(
            "and the vocabulary promises (architect text).", await ProblemsOfAsync(golf), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select architect::varchar(200) as architect")]
    [InlineData("select architect::name::varchar as architect")]
    public async Task A_text_of_any_kind_is_a_text(string select)
    {
        using var golf = new GolfModel().Replace(Questions, "select architect from", $"{select} from");

        Assert.Equal("", await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task A_value_that_is_none_of_its_type_is_told_where_it_stands()
    {
        using var golf = new GolfModel()
            .Replace("vocabulary.yaml", "questions:", "  - course_has(course text, holes integer)\nquestions:")
            .Replace(Facts, "-- fact: course_closes",
                "-- fact: course_has (inexpressible: no holes)\n-- fact: course_closes")
            .Replace(Scenarios, "  refuses:",
                "    - course_has: [Muirfield, eighteen]\n    - course_has: [Muirfield, 18]\n"
                + "    - course_has: [Muirfield, 2 x 9]\n  refuses:");

        Assert.Equal(
            "scenarios/courses.yaml:7: holes of course_has must be a value of type integer, not \"eighteen\": "
            + "invalid input syntax for type integer: \"eighteen\".\n"
            + "scenarios/courses.yaml:9: holes of course_has must be a value of type integer, not \"2 x 9\": "
            + "invalid input syntax for type integer: \"2 x 9\".",
            await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task A_block_may_prepare_what_its_next_statement_reads()
    {
        using var golf = new GolfModel()
            .Replace(Facts, "insert into designs (course, architect) values (:course, :architect);",
            """
            create temporary table if not exists written (course text, architect text) on commit delete rows;
            insert into written values (:course, :architect);
            insert into designs (course, architect) select course, architect from written on conflict do nothing;
            """);

        Assert.Equal("", await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task Extensions_are_there_when_a_schema_asks_for_them()
    {
        using var golf = new GolfModel().Replace(Schema, "create table designs (",
            """
            create extension if not exists btree_gist;
            create table seasons (
                course text, days daterange, exclude using gist (course with =, days with &&)
            );
            create table designs (
            """);

        Assert.Equal("", await ProblemsOfAsync(golf));
    }

    [Fact]
    public async Task Everything_is_told_at_once()
    {
        using var golf = new GolfModel()
            .Replace(Schema, "date not null", "dat not null")
            .Replace(Scenarios, "1891-05-02", "02/05/1891")
            .Replace(Facts, ":architect)", ":architekt)");

        var problems = await ProblemsOfAsync(golf);

        Assert.Equal(
            ["candidates/two-tables/facts.sql:6", "candidates/two-tables/schema.sql:3", "scenarios/courses.yaml:15"],
            problems.Split('\n').Select(line => string.Join(':', line.Split(':')[..2])));
    }

    private static async Task<string> ProblemsOfAsync(GolfModel golf) =>
        string.Join('\n', (await ModelRun.CheckAsync(golf)).Problems.Select(problem => problem.ToString()));
}
