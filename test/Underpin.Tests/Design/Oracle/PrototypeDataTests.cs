using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Oracle;

/// <summary>
/// The public prototype's own rows, illegal ones and all, in the candidate of its own shape: its known answers come
/// out. What the rules allow of them is a scenario.
/// </summary>
public sealed class PrototypeDataTests
{
    private static readonly string[] _teachers =
        ["Ebony", "Emily", "Evan", "Eric", "Edward", "Edwin", "Erica", "Ellie", "Elizabeth", "Eleanor", "Ebenezer",
            "Eddy", "Emilia"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_induction_days_of_all_thirteen_are_the_known_ones()
    {
        await using var data = await Data.NewAsync();

        var days = new List<string?>();
        foreach (var teacher in _teachers)
        {
            days.Add(Assert.Single(Assert.Single(await data.AskAsync("induction_days", new(2024, 6, 14), teacher))));
        }

        Assert.Equal(["988", "336", "341", "985", "984", "297", "341", "646", "646", "120", "277", "308", "646"], days);
    }

    [Fact]
    public async Task Six_had_a_mentor_and_an_appropriate_body_on_one_day_of_the_past()
    {
        await using var data = await Data.NewAsync();

        var open = new List<string>();
        foreach (var teacher in _teachers)
        {
            var mentors = await data.AskAsync("mentor_of", null, teacher, "2022-02-02");
            var withBody = await data.AskAsync("appropriate_body_days", new(2022, 2, 2), teacher);
            var withBodyBefore = await data.AskAsync("appropriate_body_days", new(2022, 2, 1), teacher);
            if (withBody[0][0] != withBodyBefore[0][0])
            {
                open.AddRange(mentors.Select(mentor => $"{teacher}/{mentor[0]}"));
            }
        }

        Assert.Equal(["Ebony/Mary", "Emily/Michael", "Eric/Mandy", "Edward/Mary", "Edwin/Mary", "Erica/Michael"], open);
    }

    [Fact]
    public async Task Three_have_been_at_more_than_one_school()
    {
        await using var data = await Data.NewAsync();

        var moved = new List<(string, int)>();
        foreach (var teacher in _teachers)
        {
            var schools = (await data.AskAsync("school_history", null, teacher, "ect")).Count;
            if (schools > 1)
            {
                moved.Add((teacher, schools));
            }
        }

        Assert.Equal([("Emily", 3), ("Ellie", 2), ("Emilia", 2)], moved);
    }

    [Fact]
    public async Task Ten_of_its_fifteen_mentorships_break_the_rules()
    {
        await using var data = await Data.NewAsync();

        var broken = await data.NumbersAsync(
            """
            select m.id
            from mentorships m
            join tenureships e on e.id = m.mentee_id
            left join tenureships t on t.id = m.mentor_id
            where t.id is null
            or t.school_id <> e.school_id
            or not daterange(m.started_on, m.finished_on, '[]') <@ daterange(e.started_on, e.finished_on, '[]')
            or not daterange(m.started_on, m.finished_on, '[]') <@ daterange(t.started_on, t.finished_on, '[]')
            order by m.id
            """);

        Assert.Equal([1, 3, 5, 8, 9, 10, 11, 12, 13, 14], broken);
    }

    private sealed class Data(
        ModelFolder model, Database home, CandidateDatabase candidate, NpgsqlConnection connection)
        : IAsyncDisposable
    {
        public static async Task<Data> NewAsync()
        {
            var folder = Path.Combine(Repository.Root, "apps", "EarlyCareers", "database", "model");
            var model = ModelFolderReader.Read(folder).Require();
            var home = new Database(await TestServer.NewDatabaseAsync(), "test");
            var candidate = await CandidateDatabase.CreateAsync(home, model.Candidate("tenureships"), Stop);
            var connection = await candidate.Database.OpenAsync(Stop);
            await using var rows = new NpgsqlCommand(
                Repository.Text("test/Underpin.Tests/Design/Oracle/prototype.sql"), connection);
            await rows.ExecuteNonQueryAsync(Stop);
            return new(model, home, candidate, connection);
        }

        public async Task<IReadOnlyList<IReadOnlyList<string?>>> AskAsync(
            string question, DateOnly? today, params string[] arguments)
        {
            var call = new QuestionCall(model.Vocabulary.Questions[question])
            {
                Arguments = [.. arguments.Select(argument => new Value(argument))],
                Today = today,
            };
            var asking = await candidate.Recorder(new Session(connection)).AskAsync(call, Stop);
            Assert.Null(asking.Refusal);
            Assert.Null(asking.Inexpressible);
            return asking.Rows;
        }

        public async Task<IReadOnlyList<int>> NumbersAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(Stop);
            var numbers = new List<int>();
            while (await reader.ReadAsync(Stop))
            {
                numbers.Add(reader.GetInt32(0));
            }

            return numbers;
        }

        public async ValueTask DisposeAsync()
        {
            await connection.DisposeAsync();
            await candidate.DisposeAsync();
            await home.DisposeAsync();
        }
    }
}
