namespace Underpin.Cli.Json;

/// <summary>What <c>new</c> made.</summary>
/// <param name="Folder">The folder's full path.</param>
/// <param name="Files">The files in it, in the order in which to fill them in.</param>
internal sealed record NewFiles(string Folder, IReadOnlyList<string> Files);
