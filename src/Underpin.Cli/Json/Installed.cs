namespace Underpin.Cli.Json;

/// <summary>What <c>install</c> did.</summary>
/// <param name="New">False where the schema was there already.</param>
/// <param name="Roles">The roles that were granted what an application needs.</param>
internal sealed record Installed(bool New, IReadOnlyList<string> Roles);
