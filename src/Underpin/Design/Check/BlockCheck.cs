using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Check;

/// <summary>
/// Has the server read every block of a candidate without running it: do its parameters and columns fit?
/// </summary>
internal sealed class BlockCheck(Session session, VocabularyTypes types, Problems problems)
{
    public async Task RunAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        foreach (var block in candidate.Blocks.Where(block => block.Statements.Count > 0))
        {
            // What takes no parameters, such as `create temporary table`, is run: the next statement may need it.
            var runs = block.Statements.Any(statement => !statement.CanBeDescribed);
            await using var transaction = runs ? await session.BeginAsync(cancellationToken) : null;
            await CheckAsync(candidate, block, cancellationToken);
        }
    }

    private async Task CheckAsync(Candidate candidate, Block block, CancellationToken cancellationToken)
    {
        foreach (var statement in block.Statements.Where(statement => !statement.IsOpaque))
        {
            try
            {
                var columns = await DescribeAsync(statement, cancellationToken);
                if (block.Signature is Question question && statement == block.Statements[^1])
                {
                    Compare(candidate, question, statement, columns);
                }
            }
            catch (PostgresException exception)
            {
                problems.Add(
                    statement.PlaceOf(exception.Position),
                    $"The {block.Signature.Kind} {block.Signature.Name} of {candidate.Name}: {exception.MessageText}.",
                    exception.Hint);
                return;
            }
        }
    }

    private async Task<IReadOnlyList<Parameter>> DescribeAsync(
        BlockStatement statement, CancellationToken cancellationToken)
    {
        var sql = BlockCommands.WithNulls(statement);
        if (statement.CanBeDescribed)
        {
            var columns = await session.DescribeAsync(sql, cancellationToken);
            return [.. columns.Select(column => new Parameter(column.Name, column.Type))];
        }

        await session.ExecuteAsync(sql, cancellationToken);
        return [];
    }

    private void Compare(
        Candidate candidate, Question question, BlockStatement statement, IReadOnlyList<Parameter> columns)
    {
        var fits = columns.Count == question.Returns.Count
            && columns.Zip(question.Returns)
                .All(pair => pair.First.Name == pair.Second.Name && types.Fits(pair.Second.Type, pair.First.Type));
        if (!fits)
        {
            problems.Add(
                statement.Place,
                $"The question {question.Name} of {candidate.Name} returns ({string.Join(", ", columns)}), "
                + $"and the vocabulary promises ({string.Join(", ", question.Returns)}).",
                "Name the columns with `as` and give them the types with `::`.");
        }
    }
}
