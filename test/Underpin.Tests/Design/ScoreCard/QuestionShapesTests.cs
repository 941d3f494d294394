using Underpin.Design.Folder;
using Underpin.Design.ScoreCard.Plainness;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design.ScoreCard;

public sealed class QuestionShapesTests
{
    private static readonly (string Sql, string[] Needs)[] _questions =
    [
        ("select architect as a from designs where course = :course order by 1 limit 3", []),
        ("select d.architect as a from designs d where exists (select from courses c where c.name = d.course) and "
            + "d.course in (select name from courses)", []),
        ("select 'with x as (select row_number() over ())'::text as a from designs as \"lateral\" -- distinct on", []),
        ("select distinct on (course) architect as a from designs order by course", [Need.DistinctOn]),
        ("select distinct architect as a from designs", []),
        ("select max(architect) as a from designs group by course", [Need.Aggregate]),
        ("select lag(architect) over (order by course) as a from designs", [Need.Window]),
        ("with few as (select * from designs) select architect as a from few", [Need.With]),
        ("with recursive few(a) as (select 'x' union all select a || 'x' from few where length(a) < 3) select a from "
            + "few", [Need.With, Need.Recursion, Need.SetOperation, Need.Subquery]),
        ("select architect as a from designs union select name from courses", [Need.SetOperation, Need.Subquery]),
        ("select x.architect as a from courses c cross join lateral (select * from designs d where d.course = c.name "
            + "limit 1) x", [Need.Lateral, Need.Subquery]),
        ("select (select min(course) from designs d where d.architect = e.architect) as a from designs e",
            [Need.Aggregate, Need.Subquery]),
        ("select a from unnest(array['x', 'y']) as rows (a)", [Need.SetReturning]),
        ("select shout(architect) as a from designs", [Need.Procedural]),
        ("select a from latest", [Need.Window]),
        ("select 1; select architect as a from designs", [Need.Several]),
    ];

    [Fact]
    public async Task A_question_needs_what_the_server_s_parse_of_it_holds()
    {
        var stop = TestContext.Current.CancellationToken;
        using var golf = new GolfModel();
        golf.Write("vocabulary.yaml",
            "facts:\n  - course_opens(course text, on date)\nquestions:\n"
            + string.Concat(_questions.Select((_, number) => $"  - q{number}(course text) returns (a text)\n")));
        golf.Write("scenarios/courses.yaml", "");
        var schema = File.ReadAllText(Path.Combine(golf.Path, "candidates/two-tables/schema.sql"));
        golf.Write("candidates/two-tables/schema.sql", schema + """

            create function shout(text) returns text language plpgsql as $$ begin return upper($1); end $$;
            create view latest as select lag(architect) over (order by course) as a from designs;
            """);
        golf.Write(
            "candidates/two-tables/facts.sql", "-- fact: course_opens\ninsert into courses values (:course, :on);\n");
        golf.Write("candidates/two-tables/questions.sql",
            string.Concat(_questions.Select((question, number) => $"-- question: q{number}\n{question.Sql}\n;\n")));

        var model = ModelFolderReader.Read(golf.Path).Require();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var database = await CandidateDatabase.CreateAsync(home, model.Candidates[0], stop);
        await using var connection = await database.Database.OpenAsync(stop);
        var shapes = await new QuestionShapes(new Session(connection))
            .OfAsync(model.Candidates[0], model.Vocabulary.Questions.Values, stop);
        Assert.Equal(
            _questions.Select(question => $"{question.Sql}: {string.Join(", ", question.Needs)}"),
            _questions.Zip(shapes, (question, shape) => $"{question.Sql}: {string.Join(", ", shape.Needs)}"));
    }
}
