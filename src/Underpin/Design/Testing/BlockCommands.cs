using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>
/// The statements of a block with a call's arguments bound, each read by the server as its declared type.
/// </summary>
internal static class BlockCommands
{
    public static IEnumerable<Sql> Of(Block block, VocabularyCall call) =>
        block.Statements.Select(statement => Of(statement, call));

    public static Sql Of(BlockStatement statement, VocabularyCall call) =>
        statement.Sql.With(Values(statement, call));

    /// <summary>What is bound to <c>$1</c>, <c>$2</c>, … of a statement.</summary>
    public static SqlValue[] Values(BlockStatement statement, VocabularyCall call) =>
        [.. statement.Parameters.Select(parameter => SqlValue.Literal(ValueOf(parameter, call)))];

    /// <summary>For a statement that is only described.</summary>
    public static Sql WithNulls(BlockStatement statement) =>
        statement.Sql.With([.. statement.Parameters.Select(_ => SqlValue.Literal(null))]);

    private static string? ValueOf(Parameter parameter, VocabularyCall call)
    {
        if (parameter == Vocabulary.TodayParameter)
        {
            return call.Today is { } day ? Days.Say(day) : null;
        }

        for (var index = 0; index < call.Signature.Parameters.Count; index++)
        {
            if (call.Signature.Parameters[index] == parameter)
            {
                return call.Arguments[index].Text;
            }
        }

        throw new InvalidOperationException($"{call.Signature.Say()} has no parameter {parameter.Name}.");
    }
}
