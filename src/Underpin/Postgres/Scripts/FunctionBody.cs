namespace Underpin.Postgres.Scripts;

/// <summary>
/// Follows the words of a statement to see when they are inside <c>begin atomic … end</c>, where a semicolon
/// does not end the statement. psql's own rule: <c>begin</c>, <c>case</c> and <c>end</c> are counted in
/// <c>create [or replace] function</c> or <c>procedure</c>.
/// </summary>
/// <remarks>src/fe_utils/psqlscan.l, rule {identifier}</remarks>
internal sealed class FunctionBody
{
    private readonly List<string> _opening = [];
    private int _depth;

    public bool IsOpen => _depth > 0;

    /// <summary>A word outside parentheses.</summary>
    public void Meet(string word)
    {
        if (_opening.Count < 4)
        {
            _opening.Add(word.ToLowerInvariant());
        }

        if (!CreatesRoutine())
        {
            return;
        }

        _depth += word.ToLowerInvariant() switch
        {
            "begin" => 1,
            "case" when IsOpen => 1,
            "end" when IsOpen => -1,
            _ => 0,
        };
    }

    private bool CreatesRoutine() => _opening is
        ["create", "function" or "procedure", ..] or
        ["create", "or", "replace", "function" or "procedure"];
}
