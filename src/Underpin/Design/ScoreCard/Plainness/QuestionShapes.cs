using System.Text;
using Npgsql;
using Underpin.Design.Folder;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Design.ScoreCard.Plainness;

/// <summary>
/// Finds what each question of a candidate needs by making a temporary view of its statement and reading the parse that
/// the server keeps of it; views and functions that it uses are looked into too. Nothing is concluded from the text.
/// </summary>
internal sealed class QuestionShapes(Session session)
{
    private static readonly Identifier _view = new("underpin_question");

    public async Task<IReadOnlyList<QuestionShape>> OfAsync(
        Candidate candidate, IEnumerable<Question> questions, CancellationToken cancellationToken)
    {
        var shapes = new List<QuestionShape>();
        await using var transaction = await session.BeginAsync(cancellationToken);
        foreach (var question in questions)
        {
            var block = candidate.Questions[question.Name];
            shapes.Add(block.Inexpressible is { } reason
                ? new(question.Name, [], reason)
                : new(question.Name, await NeedsAsync(question, block, transaction, cancellationToken), null));
        }

        await transaction.RollbackAsync(cancellationToken);
        return shapes;
    }

    private async Task<IReadOnlyList<string>> NeedsAsync(
        Question question, Block block, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var needs = new HashSet<string>();
        if (block.Statements.Count > 1)
        {
            needs.Add(Need.Several);
        }

        await transaction.SaveAsync("question", cancellationToken);
        try
        {
            var columns = Sql.Join(", ", question.Returns.Select((_, at) => Sql.Of($"{new Identifier($"c{at}")}")));
            var body = WithoutParameters(block.Statements[^1].Sql);
            await session.ExecuteAsync(
                Sql.Of($"create temporary view {_view} ({columns}) as {body}"), cancellationToken);
            await LookIntoAsync(await OidAsync(cancellationToken), needs, [], cancellationToken);
        }
        catch (PostgresException)
        {
            // What cannot be a view is no select, or leans on what an earlier statement of the block made.
            needs.Add(block.Statements.Count > 1 ? Need.Several : Need.Writes);
        }

        await transaction.RollbackAsync("question", cancellationToken);
        return [.. Need.All.Where(needs.Contains)];
    }

    /// <summary>
    /// A view has no parameters: each is a null of its type here, which changes nothing in the shape.
    /// </summary>
    private static Sql WithoutParameters(Sql sql)
    {
        var text = new StringBuilder();
        foreach (var token in new Lexer("question", sql.Text).Tokens())
        {
            var piece = sql.Text.AsSpan(token.Start, token.Length);
            text.Append(piece is ['$', >= '0' and <= '9', ..] && token.Kind == TokenKind.Other ? "null" : piece);
        }

        return Sql.FromUser(text.ToString());
    }

    private async Task LookIntoAsync(
        long view, HashSet<string> needs, HashSet<long> seen, CancellationToken cancellationToken)
    {
        if (!seen.Add(view) || await ParseAsync(view, cancellationToken) is not { } parse)
        {
            return;
        }

        var tree = new QueryTree(parse);
        needs.UnionWith(tree.Needs());
        if (await HasOwnFunctionAsync(tree.Functions(), cancellationToken))
        {
            needs.Add(Need.Procedural);
        }

        foreach (var relation in tree.Relations())
        {
            await LookIntoAsync(relation, needs, seen, cancellationToken);
        }
    }

    /// <summary>Null for a table.</summary>
    private Task<string?> ParseAsync(long view, CancellationToken cancellationToken) => session.ScalarAsync<string?>(
        Sql.Of($"""
            select r.ev_action::text
            from pg_rewrite r
            join pg_class c on c.oid = r.ev_class
            where r.ev_class = $1::oid and c.relkind in ('v', 'm')
            """).With(view),
        cancellationToken);

    private Task<bool> HasOwnFunctionAsync(IReadOnlyList<long> functions, CancellationToken cancellationToken) =>
        session.ScalarAsync<bool>(
            Sql.Of($"""
                select exists (
                    select from pg_proc p
                    where p.oid::bigint = any ($1)
                      and p.pronamespace <> 'pg_catalog'::regnamespace
                      and not exists (
                          select from pg_depend d
                          where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
                """).With(functions.ToArray()),
            cancellationToken);

    private Task<long> OidAsync(CancellationToken cancellationToken) => session.ScalarAsync<long>(
        Sql.Of($"select $1::regclass::oid::bigint").With(_view.Name), cancellationToken);
}
