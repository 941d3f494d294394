using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;

namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>Each mechanism of the schema is there because a scenario needs it.</summary>
public sealed class SchemaMutationTests
{
    private const string TheServerCounts = "the server makes the number, and nothing refers to it";

    /// <summary>What no sequence of facts can tell from its absence, and why it is there.</summary>
    private static readonly Dictionary<string, string> _unseen = new()
    {
        ["declarations: primary key declarations_pkey"] = TheServerCounts,
        ["ect_at_school_periods: primary key ect_at_school_periods_pkey"] = TheServerCounts,
        ["ect_at_school_periods: trigger refuse_repeatable_read"] = "ConcurrencyTests see it",
        ["email_periods: primary key email_periods_pkey"] = TheServerCounts,
        ["induction_extensions: primary key induction_extensions_pkey"] = TheServerCounts,
        ["induction_periods: primary key induction_periods_pkey"] = TheServerCounts,
        ["mentor_at_school_periods: primary key mentor_at_school_periods_pkey"] = TheServerCounts,
        ["mentor_at_school_periods: trigger refuse_repeatable_read"] = "ConcurrencyTests see it",
        ["mentorship_periods: primary key mentorship_periods_pkey"] = TheServerCounts,
        ["milestones: primary key milestones_pkey"] = "no fact adds a milestone",
        ["school_partnerships: primary key school_partnerships_pkey"] = TheServerCounts,
        ["teachers: trigger refuse_repeatable_read"] = "ConcurrencyTests see it",
        ["training_periods: primary key training_periods_pkey"] = TheServerCounts,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_any_constraint_index_or_trigger_a_scenario_goes_wrong()
    {
        await using var model = await SeparatePeriods.CreateAsync();
        var cells = await model.CellsAsync();
        Assert.Equal([], cells.SelectMany(cell => cell.Lines));
        await using var database = await model.CopyAsync();
        await using var connection = await database.OpenAsync(Stop);
        var whole = await Mechanism.AllAsync(connection, Stop);
        Assert.True(whole.Count > 100, $"Only {whole.Count} mechanisms.");

        var lines = new List<string>();
        foreach (var mechanism in whole)
        {
            if (_unseen.TryGetValue($"{mechanism}", out var reason))
            {
                lines.Add($"{mechanism}\n    not seen by facts: {reason}");
                continue;
            }

            await ExecuteAsync(connection, mechanism.Drop);
            var caught = await model.CatchAsync(connection, model.Candidate, InOrder(cells, mechanism));
            lines.Add($"{mechanism}\n    {caught ?? "NOBODY SAW IT GO"}");
            await RestoreAsync(connection, whole);
        }

        Assert.DoesNotContain(lines, line => line.Contains("NOBODY", StringComparison.Ordinal));
        Assert.Equal(_unseen.Count, lines.Count(line => line.Contains("not seen", StringComparison.Ordinal)));
        Approved.Verify(string.Join('\n', lines));
    }

    /// <summary>First the scenarios in which it has spoken, then those in which its table has.</summary>
    private static IEnumerable<Scenario> InOrder(IReadOnlyList<Cell> cells, Mechanism mechanism) =>
        cells.OrderBy(cell => cell.Held.Any(held => held.By.Constraint == mechanism.Name
                || held.By.TriggerFunction?.StartsWith(mechanism.Name + "(", StringComparison.Ordinal) == true) ? 0
            : cell.Held.Any(held => held.By.Table == mechanism.Table) ? 1 : 2).Select(cell => cell.Scenario);

    /// <summary>What went, and what went with it; keys before what refers to them.</summary>
    private static async Task RestoreAsync(NpgsqlConnection connection, IReadOnlyList<Mechanism> whole)
    {
        var left = Names(await Mechanism.AllAsync(connection, Stop));
        foreach (
            var gone in whole.Where(mechanism => !left.Contains($"{mechanism}")).OrderBy(mechanism => mechanism.Order))
        {
            await ExecuteAsync(connection, gone.Create);
        }

        Assert.Equal(Names(whole), Names(await Mechanism.AllAsync(connection, Stop)));
    }

    private static List<string> Names(IReadOnlyList<Mechanism> mechanisms) =>
        [.. mechanisms.Select(mechanism => $"{mechanism}")];

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
