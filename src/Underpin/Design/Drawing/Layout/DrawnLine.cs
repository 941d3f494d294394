using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>A foreign key on the page: horizontal and vertical parts from the child's side to the parent's.</summary>
/// <param name="Bracket">What ties the line to its columns, where they are several.</param>
internal sealed record DrawnLine(Relationship Relationship, IReadOnlyList<Point> Points, Bracket? Bracket = null);
