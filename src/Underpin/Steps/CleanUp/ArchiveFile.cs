namespace Underpin.Steps.CleanUp;

/// <summary>The values of what is retired, kept in a file before they are dropped.</summary>
/// <param name="Path">Full path; a compressed CSV with a header.</param>
/// <param name="Sha256">Of the file, in lower-case hexadecimal.</param>
/// <param name="Rows">Without the header.</param>
public sealed record ArchiveFile(string Path, string Sha256, long Rows);
