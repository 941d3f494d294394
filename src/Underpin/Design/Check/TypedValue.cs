using Underpin.Design.Folder;

namespace Underpin.Design.Check;

/// <summary>A value of a scenario, the parameter or column it is for, and where it stands.</summary>
internal sealed record TypedValue(Parameter Parameter, string Text, Place Place, Signature Signature);
