using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design.Testing;

/// <summary>A candidate's database, and what recording and asking in it tells.</summary>
public sealed class RecorderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_are_recorded_and_questions_answered()
    {
        using var golf = new GolfModel();
        var model = ModelFolderReader.Read(golf.Path).Require();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var database = await CandidateDatabase.CreateAsync(home, model.Candidates[0], Stop);
        await using var connection = await database.Database.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var recorder = database.Recorder(new Session(connection));
        var scenario = model.Scenarios[0];

        foreach (var fact in scenario.Given)
        {
            var recording = await recorder.RecordAsync(fact, Stop);
            Assert.Equal((null, 1L, false), (recording.Refusal, recording.Rows, recording.TouchedNothing));
        }

        var asking = await recorder.AskAsync(scenario.Answers[0].Call, Stop);
        Assert.Equal(["Harry Colt", "Tom Morris"], asking.Rows.Select(row => Assert.Single(row)).Order());
        await transaction.SaveAsync("before", Stop);
        var refused = await recorder.RecordAsync(scenario.Refuses[0].Facts[0], Stop);
        Assert.Equal("designs_pkey on designs", refused.Refusal?.Speaker);
        Assert.True(refused.Refusal?.IsByTheSchema);
        await transaction.RollbackAsync("before", Stop);
    }

    [Fact]
    public async Task The_database_is_gone_afterwards()
    {
        using var golf = new GolfModel();
        var model = ModelFolderReader.Read(golf.Path).Require();
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        string name;
        await using (var database = await CandidateDatabase.CreateAsync(home, model.Candidates[0], Stop))
        {
            name = new NpgsqlConnectionStringBuilder(database.Database.ConnectionString).Database!;
        }

        await using var connection = await home.OpenAsync(Stop);
        await using var find = new NpgsqlCommand("select count(*) from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = name } },
        };
        Assert.Equal(0L, await find.ExecuteScalarAsync(Stop));
    }
}
