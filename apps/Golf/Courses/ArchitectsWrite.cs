namespace Golf.Courses;

/// <summary>The architects that a course shall have.</summary>
/// <param name="Architects">Place by place.</param>
/// <param name="KeepsLater">
/// The third and later places stay as they are: whoever speaks of two architects does not know of others, and must
/// not take them away.
/// </param>
internal sealed record ArchitectsWrite(Architects Architects, bool KeepsLater = false);
