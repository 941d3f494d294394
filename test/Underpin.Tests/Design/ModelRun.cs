using Underpin.Design.Check;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Tests.Design;

/// <summary>Checks a model folder, or runs its scenarios, on the test server.</summary>
internal static class ModelRun
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<CheckedModel> CheckAsync(GolfModel golf)
    {
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        return await new DesignCheck(home, databases).RunAsync(ModelFolderReader.Read(golf.Path), Stop);
    }

    public static async Task<TestedModel> TestAsync(GolfModel golf)
    {
        await using var home = new Database(await TestServer.NewDatabaseAsync(), "test");
        await using var databases = new CandidateDatabases(home);
        var model = await new DesignCheck(home, databases).RunAsync(ModelFolderReader.Read(golf.Path), Stop);
        Assert.Equal([], model.Problems.Select(problem => problem.ToString()));
        return await new ScenarioTest(databases, TimeProvider.System).RunAsync(model.Model, model.Expected, null, Stop);
    }

    /// <summary>The one cell of the folder's one candidate and one scenario.</summary>
    public static async Task<Cell> CellAsync(GolfModel golf) => Assert.Single((await TestAsync(golf)).Cells);
}
