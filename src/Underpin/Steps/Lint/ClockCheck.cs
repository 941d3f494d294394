using Npgsql;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Steps.Lint;

/// <summary>
/// Does a mapping give the same rows whenever it is asked? One that looks at the clock, or calls a volatile function,
/// would make verify find differences that nobody wrote.
/// </summary>
/// <remarks>
/// It reads the view that the server makes of the select, in which every name is resolved and every string quoted. What
/// a function of the user's does inside is not looked at: how it is declared is what counts.
/// https://www.postgresql.org/docs/current/xfunc-volatility.html
/// </remarks>
internal sealed class ClockCheck(NpgsqlConnection connection, SourceSql source)
{
    private static readonly string[] _words =
        ["current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"];

    // Stable by declaration: the same within one transaction, another in the next.
    private static readonly string[] _functions = ["now", "transaction_timestamp", "statement_timestamp"];

    /// <exception cref="StatementException">The select depends on more than rows.</exception>
    public async Task RunAsync(Statement select, CancellationToken cancellationToken)
    {
        var words = Words(await ResolvedAsync(select, cancellationToken)).ToList();
        var calls = words.Where(word => word.IsCall).Select(word => word.Name).ToArray();
        var culprit = words.FirstOrDefault(word => !word.IsCall && _words.Contains(word.Name)).Name
            ?? calls.FirstOrDefault(_functions.Contains)
            ?? await VolatileAsync(calls, cancellationToken);
        if (culprit is not null)
        {
            throw new StatementException(
                $"The select depends on more than rows: {culprit} gives another value another time, so that verify would "
                + "find differences that nobody wrote.",
                "Take the value from a column of the source. A function of your own that always gives the same for the "
                + "same rows is declared so: alter function … stable.")
            {
                File = select.File,
                Line = select.Line,
                ExitCode = ExitCode.Usage,
            };
        }
    }

    private async Task<string> ResolvedAsync(Statement select, CancellationToken cancellationToken)
    {
        await using var make = new NpgsqlCommand(
            // Behind the source's shadow, as it is run: it names the source without its schema.
            Sql.Of($"""
                create temporary view underpin_clock_check as
                {source.Shadow(KeyRange.Everything)}
                select * from (
                {Sql.FromUser(select.Text)}
                ) as mapping
                """).Text, connection);
        await make.ExecuteNonQueryAsync(cancellationToken);
        await using var read = new NpgsqlCommand(
            "select pg_get_viewdef('pg_temp.underpin_clock_check'::regclass)", connection);
        var text = (string)(await read.ExecuteScalarAsync(cancellationToken))!;
        await using var drop = new NpgsqlCommand("drop view pg_temp.underpin_clock_check", connection);
        await drop.ExecuteNonQueryAsync(cancellationToken);
        return text;
    }

    private async Task<string?> VolatileAsync(string[] calls, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select p.proname::text
            from pg_proc p
            where p.proname = any ($1)
            group by p.proname
            having bool_and(p.provolatile = 'v')
            order by array_position($1, p.proname::text)
            limit 1
            """, connection)
        {
            Parameters = { new() { Value = calls } },
        };
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static IEnumerable<(string Name, bool IsCall)> Words(string text)
    {
        var tokens = new Lexer("view", text).Tokens().Where(token => !token.IsBlank).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Word)
            {
                yield return (
                    text.Substring(tokens[i].Start, tokens[i].Length).ToLowerInvariant(),
                    i + 1 < tokens.Count && tokens[i + 1].Kind == TokenKind.Open);
            }
        }
    }
}
