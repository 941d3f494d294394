using System.Runtime.InteropServices;

namespace Underpin.Design.Drawing.Layout;

/// <summary>A place on the page, in pixels from the left upper corner.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Point(double X, double Y);
