namespace Underpin.Square;

/// <summary>How many rows of a table were compared.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Recorded">Rows that the facts record in the new schema.</param>
/// <param name="Changed">Rows that the change makes of the old schema's.</param>
public sealed record ComparedTable(string Table, int Recorded, int Changed);
