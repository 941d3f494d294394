namespace Underpin.Changes.Folder;

/// <summary>One SQL file of a change's folder.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Text">All of it.</param>
internal sealed record ScriptFile(string Name, string Text);
