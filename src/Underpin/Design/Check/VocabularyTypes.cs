using Npgsql;
using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Check;

/// <summary>The types of a vocabulary as the server knows them.</summary>
internal sealed class VocabularyTypes
{
    // Texts of any length are read and compared alike.
    private static readonly string[] _texts = ["text", "character varying", "character", "name", "varchar", "bpchar"];

    private readonly Dictionary<string, string> _known = [];

    /// <summary>Asks the server for every type; one that it does not know is told with its line.</summary>
    public static async Task<VocabularyTypes> ReadAsync(
        Session session, Vocabulary vocabulary, Problems problems, CancellationToken cancellationToken)
    {
        var types = new VocabularyTypes();
        foreach (var (signature, parameter) in vocabulary.Signatures.SelectMany(signature =>
            signature.Parameters.Concat((signature as Question)?.Returns ?? [])
                .Select(parameter => (signature, parameter))))
        {
            if (types._known.ContainsKey(parameter.Type))
            {
                continue;
            }

            var sample = Sql.Of($"select null::{Sql.FromUser(parameter.Type)}");
            try
            {
                types._known[parameter.Type] = Plain((await session.DescribeAsync(sample, cancellationToken))[0].Type);
            }
            catch (PostgresException exception)
            {
                problems.Add(signature.Place, $"{parameter.Name} of {signature.Name}: {exception.MessageText}.",
                    "A type is one that the server knows, such as text, date, integer or text[].");
            }
        }

        return types;
    }

    /// <summary>Is a column of this type what the vocabulary declares?</summary>
    public bool Fits(string declared, string actual)
    {
        var wanted = _known.GetValueOrDefault(declared, declared);
        var found = Plain(actual);
        return wanted == found || (_texts.Contains(wanted) && _texts.Contains(found));
    }

    /// <summary>Without length or precision.</summary>
    private static string Plain(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var close = type.IndexOf(')', StringComparison.Ordinal);
        return open < 0 ? type : type[..open] + type[(close + 1)..];
    }
}
