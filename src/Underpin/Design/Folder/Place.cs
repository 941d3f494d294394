using System.Runtime.InteropServices;

namespace Underpin.Design.Folder;

/// <summary>A line of a file in the model folder.</summary>
/// <param name="File">Relative to the model folder, with forward slashes.</param>
/// <param name="Line">From 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}
