namespace Underpin.Design.Folder;

/// <summary>
/// Statements that have no place in a block: it runs in a transaction that others begin and roll back.
/// </summary>
internal sealed class ForbiddenStatements(Problems problems)
{
    private static readonly string[] _transactions =
    [
        "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare",
    ];

    public void Check(IReadOnlyList<BlockStatement> statements)
    {
        foreach (var statement in statements)
        {
            var word = statement.Source.OpeningWord;
            if (_transactions.Contains(word))
            {
                problems.Add(statement.Place, $"\"{statement.Source.Brief}\" controls a transaction.",
                    "Leave it out: each fact is recorded in a transaction already.");
            }
            else if (word == "copy")
            {
                problems.Add(statement.Place, "A block cannot copy rows from a client.", "Write `insert … values`.");
            }
        }
    }
}
