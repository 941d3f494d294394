using System.Runtime.InteropServices;

namespace Underpin;

/// <summary>A line of a file that the user wrote.</summary>
/// <param name="File">As the message names it: relative to the folder that is read, with forward slashes.</param>
/// <param name="Line">From 1; 0 where it is about the file as a whole.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(string File, int Line)
{
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}
