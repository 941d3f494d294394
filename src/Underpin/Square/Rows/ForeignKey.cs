using Underpin.Postgres;

namespace Underpin.Square.Rows;

/// <summary>A reference from a table to another one.</summary>
/// <param name="Columns">The columns that refer.</param>
/// <param name="Table">The table referred to.</param>
/// <param name="Referenced">Its columns, in the same order.</param>
internal sealed record ForeignKey(IReadOnlyList<string> Columns, QualifiedName Table, IReadOnlyList<string> Referenced);
