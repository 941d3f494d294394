namespace Underpin.Live;

/// <summary>On whose behalf an operation runs; decides for plans that are on for a user or a group first.</summary>
/// <param name="User">
/// The user's name as <c>underpin write --for USER</c> has it; null where nobody is signed in.
/// </param>
/// <param name="Groups">The groups the user is in. Names that begin with <c>user:</c> are reserved.</param>
public sealed record Caller(string? User, IReadOnlyList<string> Groups)
{
    internal static Caller Nobody { get; } = new(null, []);
}
