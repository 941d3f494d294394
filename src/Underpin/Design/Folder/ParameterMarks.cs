using System.Text;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Design.Folder;

/// <summary>
/// Turns the <c>:name</c> of a statement into <c>$1::type</c>, so that a value is sent beside the SQL and the server
/// reads it as the type that the vocabulary declares; strings, comments and <c>::</c> casts are left as they are.
/// </summary>
internal sealed class ParameterMarks(Signature signature, Problems problems)
{
    private readonly Dictionary<string, Parameter> _known = signature.Parameters
        .Append(Vocabulary.TodayParameter)
        .DistinctBy(parameter => parameter.Name)
        .ToDictionary(parameter => parameter.Name);

    public BlockStatement Bind(Statement statement)
    {
        var tokens = new Lexer(statement.File, statement.Text).Tokens().ToList();
        var sql = new StringBuilder();
        var bound = new List<Parameter>();
        var shifts = new List<(int Offset, int Longer)>();
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (!IsMark(statement.Text, tokens, index))
            {
                sql.Append(statement.Text, token.Start, token.Length);
                continue;
            }

            var word = tokens[++index];
            sql.Append(Placeholder(statement, word, bound));
            shifts.Add((sql.Length, sql.Length - word.End));
        }

        return new()
        {
            Source = statement,
            Sql = Sql.FromUser(sql.ToString()),
            Parameters = bound,
            Shifts = shifts,
        };
    }

    private string Placeholder(Statement statement, Token word, List<Parameter> bound)
    {
        var name = statement.Text.Substring(word.Start, word.Length);
        if (!_known.TryGetValue(name, out var parameter))
        {
            problems.AddUnknown(
                new(statement.File, statement.LineAt(word.Start)),
                $"parameter of the {signature.Kind} {signature.Name}", name, _known.Keys);
            return "null";
        }

        if (!bound.Contains(parameter))
        {
            bound.Add(parameter);
        }

        return $"(${bound.IndexOf(parameter) + 1}::{parameter.Type})";
    }

    /// <summary>A lone colon with a word right after it.</summary>
    private static bool IsMark(string text, List<Token> tokens, int index)
    {
        return IsColon(index) && !IsColon(index - 1)
            && index + 1 < tokens.Count && tokens[index + 1].Kind == TokenKind.Word;

        bool IsColon(int at) => at >= 0 && tokens[at].Kind == TokenKind.Other && text[tokens[at].Start] == ':';
    }
}
