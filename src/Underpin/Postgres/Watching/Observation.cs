using Underpin.Postgres.Catalog;
using Underpin.Postgres.Scripts;

namespace Underpin.Postgres.Watching;

/// <summary>What was seen while one statement ran. "There before" means: before the whole script began.</summary>
internal sealed record Observation
{
    public required Statement Statement { get; init; }

    /// <summary>All that came, and of what was there before all that went or changed.</summary>
    public required CatalogDifference Difference { get; init; }

    /// <summary>The objects as they are after the statement.</summary>
    public required CatalogSnapshot After { get; init; }

    /// <summary>Keys of all objects that were there before.</summary>
    public required IReadOnlySet<string> Existed { get; init; }

    /// <summary>On relations that were there before.</summary>
    public IReadOnlyList<LockTaken> Locks { get; init; } = [];

    /// <summary>Relations that were there before and have been stored anew.</summary>
    public IReadOnlyList<CatalogEntry> Rewritten { get; init; } = [];

    /// <summary>Relations that were there before and have been read through.</summary>
    public IReadOnlyList<CatalogEntry> Scanned { get; init; } = [];

    /// <summary>What it left set in the session, such as a setting or a temporary table.</summary>
    public IReadOnlyList<string> SessionChanges { get; init; } = [];

    /// <summary>What it touched that all databases of the server share, such as roles.</summary>
    public IReadOnlyList<string> SharedChanges { get; init; } = [];

    /// <summary>It began or ended a transaction.</summary>
    public bool ControlsTransaction { get; init; }

    /// <summary>The server refuses to run it in a transaction.</summary>
    public bool NeedsNoTransaction { get; init; }

    /// <summary>It was not run: it may only run outside a transaction and is not an index build.</summary>
    public bool NotTried { get; init; }

    public bool WasThere(CatalogEntry entry) => Existed.Contains(entry.Key);
}
