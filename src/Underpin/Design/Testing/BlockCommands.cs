using Npgsql;
using NpgsqlTypes;
using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>The commands of a block with a call's arguments bound, each read by the server as its declared type.</summary>
internal static class BlockCommands
{
    public static IEnumerable<NpgsqlBatchCommand> Of(Block block, VocabularyCall call) =>
        block.Statements.Select(statement => Of(statement, call));

    public static NpgsqlBatchCommand Of(BlockStatement statement, VocabularyCall call)
    {
        var command = new NpgsqlBatchCommand(statement.Sql.Text);
        command.Parameters.AddRange(Values(statement, call).ToArray());
        return command;
    }

    /// <summary>What is bound to <c>$1</c>, <c>$2</c>, … of a statement.</summary>
    public static IEnumerable<NpgsqlParameter> Values(BlockStatement statement, VocabularyCall call) =>
        statement.Parameters.Select(parameter => Bound(ValueOf(parameter, call)));

    /// <summary>For a statement that is only described.</summary>
    public static IEnumerable<NpgsqlParameter> Nulls(BlockStatement statement) =>
        statement.Parameters.Select(_ => Bound(null));

    // Unknown: sent as text, and read as the type that the statement casts it to.
    private static NpgsqlParameter Bound(string? text) =>
        new() { NpgsqlDbType = NpgsqlDbType.Unknown, Value = (object?)text ?? DBNull.Value };

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
