using Underpin.Design.Folder;

namespace Underpin.Tests.Design.Folder;

/// <summary>What is wrong with a folder is told with file, line and what to write instead, all of it at once.</summary>
public sealed class BadFolderTests
{
    private const string Facts = "candidates/two-tables/facts.sql";
    private const string Questions = "candidates/two-tables/questions.sql";
    private const string Scenarios = "scenarios/courses.yaml";

    [Fact]
    public void A_folder_that_is_none_says_what_one_holds()
    {
        using var golf = new GolfModel();

        var exception = Assert.Throws<UnderpinException>(
            () => ModelFolderReader.Read(Path.Combine(golf.Path, "candidates")));

        Assert.Equal(ExitCode.Usage, exception.ExitCode);
        Assert.Contains("vocabulary.yaml, candidates/ and scenarios/", exception.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "  - course_closes(course text, on date",
        "vocabulary.yaml:5: \"course_closes(course text, on date\" is no signature.")]
    [InlineData("  - course_closes course", "vocabulary.yaml:5: \"course_closes course\" is no signature.")]
    [InlineData(
        "  - course_closes(course, on date)", "vocabulary.yaml:5: \"course_closes(course, on date)\" is no signature.")]
    [InlineData(
        "  - course_opens(course text, on date)",
        "vocabulary.yaml:5: \"course_opens\" is declared twice; first in line 3.")]
    [InlineData(
        "  - course_closes(on text, on date)",
        "vocabulary.yaml:5: \"on\" stands twice in \"course_closes(on text, on date)\".")]
    [InlineData("  - [course_closes]", "vocabulary.yaml:5: Each of \"facts\" must be a text, not a list.")]
    [InlineData(
        "  - course_closes(course text, on date) returns (x text)",
        "vocabulary.yaml:5: After the parameters of the fact \"course_closes\" stands \"returns (x text)\".")]
    public void A_bad_fact_of_the_vocabulary(string line, string problem)
    {
        using var golf = new GolfModel().Replace("vocabulary.yaml", "  - course_closes(course text, on date)", line);

        var first = ProblemsOf(golf).First(found => found.StartsWith("vocabulary", StringComparison.Ordinal));
        Assert.StartsWith(problem, first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "today: 2026-06-30", "toady: 2026-06-30",
        "vocabulary.yaml:1: The vocabulary has no \"toady\". Did you mean \"today\"?")]
    [InlineData(
        "today: 2026-06-30", "today: 30/06/2026",
        "vocabulary.yaml:1: \"today\" must be a day, not \"30/06/2026\". Write 2026-06-30.")]
    [InlineData(
        "returns (architect text)", "",
        "vocabulary.yaml:7: The question \"architects_of\" does not say what it returns. It looks like")]
    [InlineData(
        "R1: An architect designs a course once", "R1: { beyond: schema }",
        "vocabulary.yaml:10: The rule R1 is not whole.")]
    [InlineData(
        "rules:", "ends: { course_close: { course: [course] } }\nrules:",
        "vocabulary.yaml:9: There is no fact in the vocabulary \"course_close\". Did you mean \"course_closes\"?")]
    [InlineData(
        "rules:", "ends: { course_closes: { curse: [course] } }\nrules:",
        "vocabulary.yaml:9: There is no fact whose name begins with \"curse\". Did you mean \"course\"?")]
    [InlineData(
        "rules:", "ends: { course_closes: { course: [curse] } }\nrules:",
        "vocabulary.yaml:9: There is no parameter of course_… \"curse\". Did you mean \"course\"?")]
    [InlineData(
        "rules:", "ends: { course_closes: { course: course } }\nrules:",
        "vocabulary.yaml:9: What course_closes ends must be a mapping of names to values, not \"course\". Write FACT:")]
    public void A_bad_line_of_the_vocabulary(string old, string @new, string problem)
    {
        using var golf = new GolfModel().Replace("vocabulary.yaml", old, @new);

        Assert.Contains(ProblemsOf(golf), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        Facts, "-- fact: course_closes", "-- fact: course_close",
        Facts + ":8: There is no fact in the vocabulary \"course_close\". Did you mean \"course_closes\"?")]
    [InlineData(
        Facts, "-- fact: course_closes", "-- fact: course_closes (maybe)",
        Facts + ":8: The mark (maybe) of fact course_closes means nothing. There are (may touch nothing) and "
            + "(inexpressible: why).")]
    [InlineData(
        Facts, "-- fact: course_closes", "-- fact: course_closes (inexpressible:)",
        Facts + ":8: The mark of fact course_closes does not say why it is inexpressible.")]
    [InlineData(
        Facts, "-- fact: course_closes", "-- fact: course_closes (inexpressible: no)",
        Facts + ":9: fact course_closes is marked inexpressible, and yet has SQL.")]
    [InlineData(
        Facts, "-- fact: course_closes", "-- fact: course_opens",
        Facts + ":8: The fact course_opens has a block already, in line 1.")]
    [InlineData(
        Facts, "-- fact: course_opens\n", "",
        Facts + ":1: \"insert into courses (name, opened_on) values (:course, :on)\" stands in no block.")]
    [InlineData(
        Facts, "values (:course, :on)", "values (:curse, :on)",
        Facts + ":2: There is no parameter of the fact course_opens \"curse\". Did you mean \"course\"?")]
    [InlineData(
        Facts, "values (:course, :on)", "values (:course, ':on)",
        Facts + ":2: The string that begins here is never closed.")]
    [InlineData(
        Facts, "insert into courses (name, opened_on) values (:course, :on);", "",
        Facts + ":1: The block of fact course_opens is empty.")]
    [InlineData(
        Facts, "where name = :course and closed_on is null;", "where name = :course; commit;",
        Facts + ":9: \"commit\" controls a transaction.")]
    [InlineData(
        Facts, "-- fact: course_closes", "-- fact: course_closes\ncopy courses from stdin;",
        Facts + ":9: A block cannot copy rows from a client.")]
    [InlineData(
        Questions, "-- question: open_courses", "-- question open_courses",
        Questions + ":1: The candidate two-tables has no block for the question open_courses(on date) returns "
            + "(course text, opened date).")]
    public void A_bad_block(string file, string old, string @new, string problem)
    {
        using var golf = new GolfModel().Replace(file, old, @new);

        Assert.Contains(ProblemsOf(golf), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_missing()
    {
        using var golf = new GolfModel();
        File.Delete(Path.Combine(golf.Path, Questions));

        Assert.Contains(
            Questions + ":1: This file is missing. "
                + "It says how each question is answered: `-- question: NAME` and SQL.",
            ProblemsOf(golf));
    }

    [Fact]
    public void Marks_in_strings_comments_and_casts_are_no_parameters()
    {
        using var golf = new GolfModel().Replace(Facts, "values (:course, :on)",
            "values (:course || ':no' || $$:no$$::text /* :no */, :on::date) -- :no");

        var model = ModelFolderReader.Read(golf.Path).Require();

        Assert.Equal(
            "insert into courses (name, opened_on) "
                + "values (($1::text) || ':no' || $$:no$$::text /* :no */, ($2::date)::date)",
            model.Candidates[0].Facts["course_opens"].Statements[0].Sql.Text);
    }

    [Theory]
    [InlineData(
        "01/02/1891", "It can be read as 1 February 1891 or as 2 January 1891: write 1891-02-01 or 1891-01-02.")]
    [InlineData("13/02/1891", "Write 1891-02-13.")]
    [InlineData("02/02/1891", "Write 1891-02-02.")]
    [InlineData("1891-5-3", "Write 1891-05-03.")]
    [InlineData("3 May 1891", "Write 1891-05-03.")]
    [InlineData("1891-02-30", "Write year-month-day, such as 2024-02-01.")]
    [InlineData("last Tuesday", "Write year-month-day, such as 2024-02-01.")]
    public void A_day_that_is_not_clear_is_refused_with_what_to_write(string day, string hint)
    {
        using var golf = new GolfModel().Replace(
            Scenarios, "course_opens: [Muirfield, 1891-05-03]", $"course_opens: [Muirfield, {day}]");

        Assert.Equal(
            [$"scenarios/courses.yaml:4: on of course_opens must be a day, not \"{day}\". {hint}"], ProblemsOf(golf));
    }

    [Theory]
    [InlineData(
        "- scenario: A course with two architects", "- scenaro: A",
        ":1: A scenario has no \"scenaro\". Did you mean \"scenario\"?")]
    [InlineData(
        "- architects_of: [Muirfield]", "- architect_of: [Muirfield]",
        ":11: There is no question in the vocabulary \"architect_of\". Did you mean \"architects_of\"?")]
    [InlineData(
        "- architects_of: [Muirfield]", "- architects_of: [Muirfield, 1]",
        ":11: architects_of takes 1 argument, not 2. It is architects_of(course text) returns (architect text).")]
    [InlineData(
        "- course_opens: [Muirfield, 1891-05-03]", "- course_opens: [Muirfield]",
        ":4: course_opens takes 2 arguments, not 1. It is course_opens(course text, on date). Write ~ for what is "
            + "not known.")]
    [InlineData(
        "- course_opens: [Muirfield, 1891-05-03]", "- course_opens: [Muirfield, [1891-05-03]]",
        ":4: on of course_opens must be a value of type date, not a list.")]
    [InlineData(
        "- course_opens: [Muirfield, 1891-05-03]", "- course_opens",
        ":4: A fact with its arguments must be a mapping of names to values, not \"course_opens\".")]
    [InlineData("rule: R1", "rule: R11", ":9: There is no rule in the vocabulary \"R11\". Did you mean \"R1\"?")]
    [InlineData("rule: R1", "rul: R1", ":9: There is no entry of a fact \"rul\". Did you mean \"rule\"?")]
    [InlineData(
        "is: none", "isnt: none",
        ":15: The answer to open_courses is not said. Add `is: …` below it; `is: none` means no row.")]
    [InlineData("is: [Muirfield, 1891-05-03]", "is: [[Muirfield]]", ":14: A row of open_courses has 2 columns, not 1.")]
    [InlineData("is: none", "is: Muirfield", ":16: A row of open_courses has 2 columns, not 1.")]
    [InlineData("  given:", "  given: {}\n  given:", ":4: This is not YAML:")]
    [InlineData("  given:", "\tgiven:", ":3: A tab indents this line. Indent with spaces.")]
    [InlineData("  tags: [basic]", "  tags: {basic: 1}", ":2: \"tags\" must be a list, not a mapping.")]
    public void A_bad_scenario(string old, string @new, string problem)
    {
        using var golf = new GolfModel().Replace(Scenarios, old, @new);

        Assert.Contains(ProblemsOf(golf), found => found.StartsWith(Scenarios + problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("just a text", ":1: A file of scenarios must be a list, not \"just a text\".")]
    [InlineData("- scenario: Nothing", ":1: This scenario asks nothing and refuses nothing.")]
    [InlineData("- beyond: The clock", ":1: This does not say why it is beyond a schema. Add `because: …`.")]
    [InlineData("- - a", ":1: A scenario must be a mapping of names to values, not a list.")]
    [InlineData(
        "- scenario: A\n  refuses:\n    - together: [ {course_opens: [A, 2020-01-01]} ]",
        ":3: \"together\" names fewer than two facts.")]
    public void A_bad_file_of_scenarios(string text, string problem)
    {
        using var golf = new GolfModel().Write(Scenarios, text);

        Assert.Contains(ProblemsOf(golf), found => found.StartsWith(Scenarios + problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_scenarios_of_one_name_are_told_apart()
    {
        using var golf = new GolfModel();
        golf.Write("scenarios/more.yaml", File.ReadAllText(Path.Combine(golf.Path, Scenarios)));

        Assert.Equal(
            [
                "scenarios/more.yaml:1: Another scenario is called \"A course with two architects\" too. "
                    + "Give each its own name.",
            ],
            ProblemsOf(golf));
    }

    [Fact]
    public void What_is_beyond_a_schema_is_listed_with_its_reason()
    {
        using var golf = new GolfModel().Write(
            "scenarios/beyond.yaml",
            "- beyond: The page loads in a second\n  because: a schema serves no pages\n");

        var beyond = Assert.Single(ModelFolderReader.Read(golf.Path).Require().Beyond);
        Assert.Equal(("The page loads in a second", "a schema serves no pages"), (beyond.Text, beyond.Because));
    }

    [Fact]
    public void Today_must_be_known_where_a_block_uses_it()
    {
        using var golf = new GolfModel()
            .Replace("vocabulary.yaml", "today: 2026-06-30", "")
            .Replace(Facts, "values (:course, :on)", "values (:course, least(:on, :today))");

        Assert.StartsWith(
            Facts + ":2: This uses :today, and not every scenario says which day that is.",
            Assert.Single(ProblemsOf(golf)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_in_all_files_is_told_at_once()
    {
        using var golf = new GolfModel()
            .Replace("vocabulary.yaml", "today: 2026-06-30", "toady: 2026-06-30")
            .Replace(Facts, "-- fact: course_closes", "-- fact: course_closes (maybe)")
            .Replace(Scenarios, "- architects_of: [Muirfield]", "- architect_of: [Muirfield]")
            .Write("scenarios/more.yaml", "5\n");
        File.Delete(Path.Combine(golf.Path, Questions));

        string[] begin =
        [
            Facts + ":8: The mark (maybe) of fact course_closes means nothing.",
            Questions + ":1: This file is missing.",
            Scenarios + ":11: There is no question in the vocabulary \"architect_of\".",
            "scenarios/more.yaml:1: A file of scenarios must be a list, not \"5\".",
            "vocabulary.yaml:1: The vocabulary has no \"toady\".",
        ];
        var problems = ProblemsOf(golf).Where(problem => !problem.Contains("has no block", StringComparison.Ordinal));
        Assert.Equal(begin, problems.Zip(begin, (problem, start) => problem[..Math.Min(problem.Length, start.Length)]));
        var refused = Assert.Throws<UnderpinException>(() => ModelFolderReader.Read(golf.Path).Require());
        Assert.Equal("design.folder", refused.Code);
        Assert.Equal(ProblemsOf(golf), refused.Message.Split('\n'));
    }

    [Theory]
    [InlineData("", ":1: The vocabulary is empty.")]
    [InlineData("# nothing yet\n", ":1: The vocabulary is empty.")]
    [InlineData("facts: 5\n", ":1: \"facts\" must be a list, not \"5\".")]
    [InlineData("facts: []\n---\nfacts: []\n", ":2: A second document begins here. Keep one document a file.")]
    [InlineData("facts: []\nquestions: []\nfacts: []\n", ":3: This is not YAML: \"facts\" stands in line 1 already.")]
    [InlineData("facts: []\nquestions: *facts\n", ":2: There is no anchor above \"&facts\".")]
    [InlineData("facts: [\n", ":2: This is not YAML:")]
    public void A_vocabulary_that_is_not_as_YAML_should_be(string text, string problem)
    {
        using var golf = new GolfModel().Write("vocabulary.yaml", text);

        Assert.Contains(
            ProblemsOf(golf), found => found.StartsWith("vocabulary.yaml" + problem, StringComparison.Ordinal));
    }

    private static List<string> ProblemsOf(GolfModel golf) =>
        [.. ModelFolderReader.Read(golf.Path).Problems.Select(problem => problem.ToString())];
}
