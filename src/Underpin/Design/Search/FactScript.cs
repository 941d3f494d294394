using System.Globalization;
using System.Text;
using Underpin.Design.Folder;
using Underpin.Postgres.Scripts;

namespace Underpin.Design.Search;

/// <summary>Facts as SQL that psql takes: the candidate's statements with the values in them.</summary>
internal static class FactScript
{
    public static string Of(Candidate candidate, IEnumerable<FactCall> facts)
    {
        var script = new StringBuilder("begin;\n");
        foreach (var fact in facts)
        {
            Add(script, candidate, fact);
        }

        return script.Append("set constraints all immediate;\ncommit;").ToString();
    }

    /// <summary>What two sessions do: the second one's last fact is sent before the first one commits.</summary>
    public static string OfTwo(Candidate candidate, IReadOnlyList<FactCall> facts)
    {
        var script = new StringBuilder("-- one session\n");
        if (facts.Count > 2)
        {
            script.Append(Of(candidate, facts.SkipLast(2))).Append('\n');
        }

        script.Append("begin;\n");
        Add(script, candidate, facts[^2]);
        script.Append("-- another session\nbegin;\n");
        Add(script, candidate, facts[^1]);
        return script.Append("-- the first session\ncommit;\n-- the other session\ncommit;").ToString();
    }

    private static void Add(StringBuilder script, Candidate candidate, FactCall fact)
    {
        script.Append(CultureInfo.InvariantCulture, $"-- {fact.Say()}\n");
        foreach (var statement in candidate.Facts[fact.Fact.Name].Statements)
        {
            script.Append(WithValues(statement, fact).Trim()).Append(";\n");
        }
    }

    /// <summary>Each <c>$1</c> as a literal; the type stands behind it already.</summary>
    private static string WithValues(BlockStatement statement, FactCall fact)
    {
        var text = statement.Sql.Text;
        var sql = new StringBuilder();
        foreach (var token in new Lexer(statement.Source.File, text).Tokens())
        {
            var word = text.Substring(token.Start, token.Length);
            var isMark = token.Kind == TokenKind.Other && word.Length > 1 && word[0] == '$';
            sql.Append(isMark ? Literal(statement.Parameters[int.Parse(word[1..], CultureInfo.InvariantCulture) - 1],
                fact) : word);
        }

        return sql.ToString();
    }

    /// <remarks>
    /// Read by psql, never sent by us: https://www.postgresql.org/docs/current/sql-syntax-lexical.html
    /// </remarks>
    private static string Literal(Parameter parameter, FactCall fact)
    {
        var value = parameter == Vocabulary.TodayParameter
            ? fact.Today is { } day ? Days.Say(day) : null
            : fact.Argument(parameter.Name);
        return value is null ? "null" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
