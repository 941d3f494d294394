namespace Underpin.Postgres.Scripts;

/// <summary>One statement of a script, without the semicolon that ends it and the comments that precede it.</summary>
/// <param name="File">The script's name.</param>
/// <param name="Ordinal">From 1.</param>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal sealed record Statement(string File, int Ordinal, string Text, int Offset, int Line)
{
    /// <summary>The line in the file of a place in this statement.</summary>
    public int LineAt(int offset) => Line + Position.Line(Text, offset) - 1;
}
