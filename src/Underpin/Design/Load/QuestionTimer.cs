using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Load;

/// <summary>Asks one question again and again on one session, and looks at its plans.</summary>
internal sealed class QuestionTimer(Session session, Candidate candidate, TimeSpan askFor)
{
    private const int Explained = 10;
    private const int Least = 5;

    /// <exception cref="PostgresException">The server refused it.</exception>
    public async Task<QuestionSize> TimeAsync(
        IReadOnlyList<QuestionCall> calls, int histories, long facts, CancellationToken cancellationToken)
    {
        var block = candidate.Questions[calls[0].Question.Name];
        var plans = new List<(double Buffers, double Rows, QuestionCall Call)>();
        foreach (var call in calls.Take(Explained))
        {
            plans.Add(await ExplainAsync(block, call, cancellationToken));
        }

        var times = new List<double>();
        var began = Stopwatch.GetTimestamp();
        foreach (var call in calls.Concat(calls))
        {
            var started = Stopwatch.GetTimestamp();
            await AskAsync(block, call, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (times.Count >= Least && Stopwatch.GetElapsedTime(began) > askFor)
            {
                break;
            }
        }

        // The first ones make the plan.
        var sorted = times.Skip(Math.Min(3, times.Count / 2)).Order().ToList();
        return new()
        {
            Histories = histories,
            Facts = facts,
            Asked = times.Count,
            P50 = At(sorted, 0.5),
            P95 = At(sorted, 0.95),
            P99 = At(sorted, 0.99),
            Buffers = plans.Average(plan => plan.Buffers),
            Rows = plans.Average(plan => plan.Rows),
            Plan = await PlanAsync(block, plans.MaxBy(plan => plan.Buffers).Call, cancellationToken),
        };
    }

    private async Task AskAsync(Block block, QuestionCall call, CancellationToken cancellationToken)
    {
        await using var results = await session.QueryAsync([.. BlockCommands.Of(block, call)], cancellationToken);
        await results.PassAsync(cancellationToken);
    }

    private async Task<(double Buffers, double Rows, QuestionCall Call)> ExplainAsync(
        Block block, QuestionCall call, CancellationToken cancellationToken)
    {
        var text = await ExplainAsync(
            block, call, Sql.Of($"(analyze, buffers, timing off, format json)"), cancellationToken);
        using var json = JsonDocument.Parse(text);
        var plan = json.RootElement[0].GetProperty("Plan");
        return (
            Number(plan, "Shared Hit Blocks") + Number(plan, "Shared Read Blocks") + Number(plan, "Local Hit Blocks"),
            Number(plan, "Actual Rows"), call);
    }

    private Task<string> PlanAsync(Block block, QuestionCall call, CancellationToken cancellationToken) =>
        ExplainAsync(
            block, call, Sql.Of($"(analyze, buffers, costs off, timing off, summary off)"), cancellationToken);

    private async Task<string> ExplainAsync(
        Block block, QuestionCall call, Sql how, CancellationToken cancellationToken)
    {
        foreach (var preparation in block.Statements.SkipLast(1))
        {
            await session.ExecuteAsync(BlockCommands.Of(preparation, call), cancellationToken);
        }

        var statement = block.Statements[^1];
        var explain = Sql.Of($"explain {how} {statement.Sql}").With(BlockCommands.Values(statement, call));
        var lines = await session.PrintAsync(explain, cancellationToken);
        return string.Join('\n', lines.Select(line => line[0]));
    }

    private static double Number(JsonElement plan, string name) =>
        plan.TryGetProperty(name, out var value) ? double.Parse(value.GetRawText(), CultureInfo.InvariantCulture) : 0;

    private static double At(List<double> sorted, double share) =>
        sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
}
