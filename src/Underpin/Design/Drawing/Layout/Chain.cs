using Underpin.Design.Drawing.Catalogue;

namespace Underpin.Design.Drawing.Layout;

/// <summary>A foreign key on its way through the layers.</summary>
/// <param name="Links">From left to right.</param>
/// <param name="ParentLeft">The usual case; the other way round only where keys form a circle.</param>
internal sealed record Chain(Relationship Relationship, IReadOnlyList<Link> Links, bool ParentLeft)
{
    public LinkEnd ParentEnd => ParentLeft ? Links[0].From : Links[^1].To;

    public LinkEnd ChildEnd => ParentLeft ? Links[^1].To : Links[0].From;
}
