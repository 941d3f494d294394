namespace Underpin.Design.Folder;

/// <summary>Something of the domain that needs more than a schema.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Because">Why no schema can hold it.</param>
/// <param name="Place">Where the scenarios say so.</param>
internal sealed record Beyond(string Text, string Because, Place Place);
