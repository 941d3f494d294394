using Underpin.Postgres.Scripts;

namespace Underpin.Steps.Lint;

/// <summary>A statement of expand.sql, and what was seen of it in the scratch copy.</summary>
/// <param name="Added">What it adds, apart from what comes along with it.</param>
/// <param name="Alone">It runs outside a transaction: an index that is built concurrently.</param>
internal sealed record LintedStatement(Statement Statement, IReadOnlyList<AddedObject> Added, bool Alone);
