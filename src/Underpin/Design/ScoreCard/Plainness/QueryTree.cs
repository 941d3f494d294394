namespace Underpin.Design.ScoreCard.Plainness;

/// <summary>
/// The server's own parse of a query, as pg_rewrite keeps it for a view: nodes in braces, fields with a colon. Strings
/// in it are escaped, so that no name or constant reads as a field.
/// </summary>
/// <remarks>https://github.com/postgres/postgres/blob/master/src/backend/nodes/outfuncs.c</remarks>
internal sealed class QueryTree
{
    private static readonly (string Field, string Value, string Need)[] _flags =
    [
        ("hasAggs", "true", Need.Aggregate),
        ("hasWindowFuncs", "true", Need.Window),
        ("hasTargetSRFs", "true", Need.SetReturning),
        ("hasDistinctOn", "true", Need.DistinctOn),
        ("hasRecursive", "true", Need.Recursion),
        ("hasModifyingCTE", "true", Need.Writes),
        ("lateral", "true", Need.Lateral),
    ];

    private readonly List<string> _tokens = [];

    public QueryTree(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            var ends = at == text.Length || text[at] is ' ' or '\n' or '{' or '}' or '(' or ')';
            if (ends && at > start)
            {
                _tokens.Add(text[start..at]);
            }

            if (at < text.Length && text[at] == '\\')
            {
                at++;
            }
            else if (ends)
            {
                if (at < text.Length && text[at] is '{' or '}' or '(' or ')')
                {
                    _tokens.Add(text[at].ToString());
                }

                start = at + 1;
            }
        }
    }

    /// <summary>What the query needs beyond joins and filters.</summary>
    public IEnumerable<string> Needs() => Found().Distinct();

    /// <summary>The functions that it calls.</summary>
    public IReadOnlyList<long> Functions() => [.. Fields("funcid").Select(long.Parse).Distinct()];

    /// <summary>The tables and views that it reads.</summary>
    public IReadOnlyList<long> Relations() => [.. Fields("relid").Select(long.Parse).Where(oid => oid > 0).Distinct()];

    private IEnumerable<string> Found()
    {
        for (var at = 0; at + 1 < _tokens.Count; at++)
        {
            var (token, next) = (_tokens[at], _tokens[at + 1]);
            foreach (var (field, value, need) in _flags)
            {
                if (token == $":{field}" && next == value)
                {
                    yield return need;
                }
            }

            switch (token, next)
            {
                case (":cteList", "("):
                    yield return Need.With;
                    break;
                case (":setOperations", "{"):
                    yield return Need.SetOperation;
                    break;
                // Kinds of range table entries: 1 is a subquery, 3 a function, 4 a table function, 5 values.
                case (":rtekind", "1"):
                    yield return Need.Subquery;
                    break;
                case (":rtekind", "3" or "4" or "5"):
                    yield return Need.SetReturning;
                    break;
                // Kinds of sublinks: 0 is exists, 2 is in; the others give a value.
                case (":subLinkType", not ("0" or "2")):
                    yield return Need.Subquery;
                    break;
            }
        }
    }

    private IEnumerable<string> Fields(string name)
    {
        for (var at = 0; at + 1 < _tokens.Count; at++)
        {
            if (_tokens[at] == $":{name}" && long.TryParse(_tokens[at + 1], out _))
            {
                yield return _tokens[at + 1];
            }
        }
    }
}
