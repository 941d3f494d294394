using Underpin.Postgres.Catalog;

namespace Underpin.Postgres.Watching;

/// <summary>A lock that a statement took on something that was there before.</summary>
/// <param name="Mode">As the manual writes it: <c>SHARE ROW EXCLUSIVE</c>.</param>
internal sealed record LockTaken(CatalogEntry Relation, string Mode);
