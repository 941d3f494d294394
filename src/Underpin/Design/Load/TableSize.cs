using Underpin.Postgres;

namespace Underpin.Design.Load;

/// <summary>A table when everything is recorded.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many it holds.</param>
/// <param name="Bytes">Without indexes.</param>
/// <param name="IndexBytes">Of its indexes.</param>
public sealed record TableSize(string Schema, string Table, long Rows, long Bytes, long IndexBytes)
{
    internal QualifiedName Sql => new(Schema, Table);
}
