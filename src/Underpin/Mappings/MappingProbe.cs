using System.Text.Json;
using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Mappings;

/// <summary>Asks the server about a select of the user's: is it sound, what does it give, what does it read?</summary>
internal sealed class MappingProbe(Session session, Source source, SourceSql sql)
{
    /// <summary>The select, and the names of the columns that it gives.</summary>
    internal sealed record Answer(Statement Statement, IReadOnlyList<string> Columns);

    public async Task<Answer> CheckAsync(ScriptFile file, CancellationToken cancellationToken)
    {
        var statement = Script.Single(file.Name, file.Text);
        var columns = await DescribeAsync(file, statement, cancellationToken);
        if (await ReachesPastAsync(statement, cancellationToken))
        {
            throw new StatementException(
                $"The select reads {source.Table} past the range it is given.",
                $"Write just {source.Table.Name}, without its schema: Underpin shadows that name with the rows of a "
                + "range.")
            {
                File = file.Name,
                Line = statement.Line,
                ExitCode = ExitCode.Usage,
            };
        }

        return new(statement, columns);
    }

    private async Task<IReadOnlyList<string>> DescribeAsync(
        ScriptFile file, Statement statement, CancellationToken cancellationToken)
    {
        var question = Sql.Of($"""
            {sql.Shadow(KeyRange.Everything)}
            select * from (
            {Sql.FromUser(statement.Text)}
            ) as mapping
            """);
        try
        {
            return [.. (await session.DescribeAsync(question, cancellationToken)).Select(column => column.Name)];
        }
        catch (PostgresException exception)
        {
            var text = question.Text;
            var within = exception.Position > 0
                ? Position.Offset(text, exception.Position) - text.IndexOf(statement.Text, StringComparison.Ordinal)
                : 0;
            within = Math.Clamp(within, 0, statement.Text.Length);
            throw new StatementException(
                $"The server refuses this select: {exception.MessageText}.",
                exception.Hint ?? "It must run by itself in psql.", exception)
            {
                File = file.Name,
                Line = statement.LineAt(within),
                Snippet = Position.Snippet(statement.Text, within),
                SqlState = exception.SqlState,
                ExitCode = ExitCode.Usage,
            };
        }
    }

    /// <summary>Plans the select over a shadow that does not read the source: then nothing else may.</summary>
    private async Task<bool> ReachesPastAsync(Statement statement, CancellationToken cancellationToken)
    {
        var explanation = Sql.Of($"""
            explain (verbose, format json)
            with {new Identifier(source.Table.Name)} as materialized (
                select (one).* from (select null::{source.Table} as one from generate_series(1, 1)) as rows
            )
            select * from (
            {Sql.FromUser(statement.Text)}
            ) as mapping
            """);
        using var plan = JsonDocument.Parse(await session.ScalarAsync<string>(explanation, cancellationToken));
        return Scans(plan.RootElement);
    }

    private bool Scans(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().Any(Scans),
        JsonValueKind.Object => IsScan(node) || node.EnumerateObject().Any(member => Scans(member.Value)),
        _ => false,
    };

    private bool IsScan(JsonElement node) =>
        node.TryGetProperty("Relation Name", out var name) && name.ValueEquals(source.Table.Name)
        && node.TryGetProperty("Schema", out var schema) && schema.ValueEquals(source.Table.Schema);
}
