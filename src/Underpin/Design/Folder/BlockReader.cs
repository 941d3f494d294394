using Underpin.Postgres.Scripts;

namespace Underpin.Design.Folder;

/// <summary>
/// Cuts <c>facts.sql</c> or <c>questions.sql</c> into its blocks at the <c>-- fact:</c> and <c>-- question:</c> lines.
/// </summary>
internal sealed class BlockReader(string file, string text, Vocabulary vocabulary, Problems problems)
{
    public IReadOnlyList<Block> Read()
    {
        List<BlockHeader> headers;
        try
        {
            headers = [.. Headers()];
            foreach (var stray in Statements(0, headers.Count == 0 ? text.Length : headers[0].Start))
            {
                problems.Add(new(file, stray.Line), $"\"{stray.Brief}\" stands in no block.",
                    "Put a line such as `-- fact: NAME` before it.");
            }
        }
        catch (StatementException exception)
        {
            problems.Add(exception);
            return [];
        }

        var blocks = new List<Block>();
        foreach (var (header, end) in headers.Zip(headers.Skip(1).Select(header => header.Start).Append(text.Length)))
        {
            if (Block(header, end) is not { } block)
            {
                continue;
            }

            if (blocks.Find(other => other.Signature == block.Signature) is { } first)
            {
                problems.Add(block.Place,
                    $"The {header.Kind} {header.Name} has a block already, in line {first.Place.Line}.",
                    "Keep one of them.");
                continue;
            }

            blocks.Add(block);
        }

        return blocks;
    }

    private IEnumerable<BlockHeader> Headers() =>
        new Lexer(file, text).Tokens()
            .Where(token => token.Kind == TokenKind.Comment)
            .Select(token => BlockHeader.Parse(file, text, token))
            .OfType<BlockHeader>();

    private Block? Block(BlockHeader header, int end)
    {
        IReadOnlyCollection<string> known =
            header.Kind == "fact" ? [.. vocabulary.Facts.Keys] : [.. vocabulary.Questions.Keys];
        Signature? signature = header.Kind == "fact"
            ? vocabulary.Facts.GetValueOrDefault(header.Name) : vocabulary.Questions.GetValueOrDefault(header.Name);
        if (signature is null)
        {
            problems.AddUnknown(header.Place, $"{header.Kind} in the vocabulary", header.Name, known);
            return null;
        }

        header.CheckMark(problems);
        var marks = new ParameterMarks(signature, problems);
        var forbidden = new ForbiddenStatements(problems);
        IReadOnlyList<BlockStatement> statements;
        try
        {
            statements = [.. Statements(header.End, end).Select(marks.Bind)];
            forbidden.Check(statements);
        }
        catch (StatementException exception)
        {
            problems.Add(exception);
            return null;
        }

        if (statements.Count == 0 && header.Inexpressible is null)
        {
            problems.Add(header.Place, $"The block of {header.Kind} {header.Name} is empty.",
                $"Write its SQL, or `-- {header.Kind}: {header.Name} (inexpressible: why this schema cannot say it)`.");
        }
        else if (statements.Count > 0 && header.Inexpressible is not null)
        {
            problems.Add(statements[0].Place, $"{header.Kind} {header.Name} is marked inexpressible, and yet has SQL.",
                "Take away the mark or the SQL.");
        }

        return new()
        {
            Signature = signature,
            Place = header.Place,
            MayTouchNothing = header.MayTouchNothing,
            Inexpressible = header.Inexpressible,
            Documentation = Documentation(header.End),
            Statements = statements,
        };
    }

    /// <summary>The statements of a part of the file, with their places in the whole.</summary>
    private IEnumerable<Statement> Statements(int start, int end)
    {
        // Lines of nothing before the part keep the line numbers right; offsets are put right after.
        var lines = Position.Line(text, start) - 1;
        return Script.Split(file, new string('\n', lines) + text[start..end])
            .Select(statement => statement with { Offset = statement.Offset - lines + start });
    }

    /// <summary>The comment lines right after the header.</summary>
    private string Documentation(int start)
    {
        var lines = new List<string>();
        foreach (var token in new Lexer(file, text[start..]).Tokens().TakeWhile(token => token.IsBlank))
        {
            var piece = text.Substring(start + token.Start, token.Length);
            if (token.Kind == TokenKind.Comment && piece.StartsWith("--", StringComparison.Ordinal))
            {
                if (BlockHeader.Parse(file, text[start..], token) is not null)
                {
                    break;
                }

                lines.Add(piece.TrimStart('-').Trim());
            }
            else if (piece.Count(letter => letter == '\n') > 1 && lines.Count > 0)
            {
                break;
            }
        }

        return string.Join('\n', lines);
    }
}
