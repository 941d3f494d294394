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
internal sealed class ClockCheck(Session session, SourceSql source)
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
                $"The select depends on more than rows: {culprit} gives another value another time, so that verify "
                + "would find differences that nobody wrote.",
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
        // Behind the source's shadow, as it is run: it names the source without its schema.
        var make = Sql.Of($"""
            create temporary view underpin_clock_check as
            {source.Shadow(KeyRange.Everything)}
            select * from (
            {Sql.FromUser(select.Text)}
            ) as mapping
            """);
        await session.ExecuteAsync(make, cancellationToken);
        var text = await session.ScalarAsync<string>(
            Sql.Of($"select pg_get_viewdef('pg_temp.underpin_clock_check'::regclass)"), cancellationToken);
        await session.ExecuteAsync(Sql.Of($"drop view pg_temp.underpin_clock_check"), cancellationToken);
        return text;
    }

    private Task<string?> VolatileAsync(string[] calls, CancellationToken cancellationToken) =>
        session.ScalarAsync<string?>(
            Sql.Of($"""
            select p.proname::text
            from pg_proc p
            where p.proname = any ($1)
            group by p.proname
            having bool_and(p.provolatile = 'v')
            order by array_position($1, p.proname::text)
            limit 1
            """).With(calls), cancellationToken);

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
