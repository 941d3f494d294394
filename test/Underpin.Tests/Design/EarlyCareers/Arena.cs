using System.Data;
using System.Globalization;
using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;
using Underpin.Yaml;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>A database in which two sessions record facts at the same time.</summary>
internal sealed class Arena(SeparatePeriods model, Database database) : IAsyncDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Arena> OpenAsync(SeparatePeriods model)
    {
        var arena = new Arena(model, await model.CopyAsync());
        await arena.RecordAsync(1,
        [
            "partnership_agreed: [LPA, DP1, S1, 2024]", "partnership_agreed: [LPA, DP1, S1, 2025]",
            "partnership_agreed: [LPB, DP3, S1, 2024]", "urn_assigned: [S2, 100002]", "urn_assigned: [S3, 100003]",
            "induction_claimed: [Somebody, AB1, 2024-09-02, 2024-09-02, 0]",
            "induction_claimed: [Somebody, AB2, 2024-09-03, 2024-09-03, 0]",
        ]);
        return arena;
    }

    /// <summary>Records facts that stand, for each round.</summary>
    public async Task RecordAsync(int rounds, IReadOnlyList<string> facts)
    {
        await using var connection = await database.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var recorder = Recorder(connection);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var fact in facts)
            {
                var recording = await recorder.RecordAsync(Call(fact, round), Stop);
                Assert.True(recording.Succeeded, $"{recording.Call.Say()}: {recording.Refusal?.Message}");
            }
        }

        await transaction.CommitAsync(Stop);
    }

    /// <summary>How many of two facts were accepted in each round.</summary>
    /// <param name="patience">How long the first waits with its commit for the second, in every other round.</param>
    public async Task<List<int>> RunAsync(
        Race race, int rounds, TimeSpan patience, IsolationLevel isolation = IsolationLevel.ReadCommitted)
    {
        await RecordAsync(rounds, race.Given);
        await using var left = await database.OpenAsync(Stop);
        await using var right = await database.OpenAsync(Stop);
        var accepted = new List<int>();
        for (var round = 1; round <= rounds; round++)
        {
            var (first, second) = round % 4 < 2 ? (race.One, race.Other) : (race.Other, race.One);
            var mine = new Contender(left, Recorder(left), Call(first, round), isolation);
            var theirs = new Contender(right, Recorder(right), Call(second, round), isolation);
            accepted.Add(round % 2 == 0
                ? await TogetherAsync(mine, theirs)
                : await OverlappingAsync(mine, theirs, patience));
        }

        return accepted;
    }

    /// <summary>Takes away what keeps two facts apart: the constraint, or the lock in the trigger's function.</summary>
    public async Task WithoutAsync(Race race)
    {
        await using var connection = await database.OpenAsync(Stop);
        foreach (var mechanism in race.Mechanisms)
        {
            await WithoutAsync(connection, mechanism);
        }
    }

    public async Task ExecuteAsync(string statement)
    {
        await using var connection = await database.OpenAsync(Stop);
        await ExecuteAsync(connection, statement);
    }

    public async Task<Contender> ContenderAsync(string fact, IsolationLevel isolation)
    {
        var connection = await database.OpenAsync(Stop);
        return new(connection, Recorder(connection), Call(fact, 1), isolation);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<int> TogetherAsync(Contender mine, Contender theirs)
    {
        await Task.WhenAll(mine.BeginAsync(), theirs.BeginAsync());
        var accepted = await Task.WhenAll(mine.FinishAsync(), theirs.FinishAsync());
        return accepted.Count(one => one);
    }

    private static async Task<int> OverlappingAsync(Contender mine, Contender theirs, TimeSpan patience)
    {
        await mine.BeginAsync();
        await theirs.BeginAsync();
        await mine.RecordAsync();
        var other = theirs.RecordAsync();
        await Task.WhenAny(other, Task.Delay(patience, Stop));
        var first = await mine.EndAsync();
        await other;
        return (first ? 1 : 0) + (await theirs.EndAsync() ? 1 : 0);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task WithoutAsync(NpgsqlConnection connection, string mechanism)
    {
        if (mechanism.EndsWith("()", StringComparison.Ordinal))
        {
            await using var read = new NpgsqlCommand("select pg_get_functiondef($1::regprocedure)", connection)
            {
                Parameters = { new() { Value = mechanism } },
            };
            var function = (string)(await read.ExecuteScalarAsync(Stop))!;
            var without = function.Replace(" for share;", ";", StringComparison.Ordinal)
                .Replace(" for no key update;", ";", StringComparison.Ordinal);
            Assert.NotEqual(function, without);
            await ExecuteAsync(connection, without);
        }
        else
        {
            var (table, name) = (mechanism.Split('.')[0], mechanism.Split('.')[1]);
            await ExecuteAsync(connection, name.StartsWith("one_live", StringComparison.Ordinal)
                ? $"drop index {name}" : $"alter table {table} drop constraint {name}");
        }
    }

    private Recorder Recorder(NpgsqlConnection connection) =>
        new(new Session(connection), model.Candidate, CandidateCatalog.Empty);

    /// <summary>A fact as a scenario writes it.</summary>
    private FactCall Call(string fact, int round)
    {
        var text = fact.Replace("#", round.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (name, _, arguments) = ((YamlMap)new YamlReader(new Problems()).Load("fact", text)!).Entries.Single();
        return new(model.Model.Vocabulary.Facts[name])
        {
            Arguments = [.. ((YamlList)arguments).Items.Select(item => new Value(item.Scalar, 1))],
            Today = new(2026, 6, 30),
        };
    }
}
