namespace Underpin.Design;

/// <summary>How many scenarios came out how with one candidate.</summary>
/// <param name="Name">The candidate.</param>
/// <param name="Right">It did as each says.</param>
/// <param name="Wrong">It did not.</param>
/// <param name="Inexpressible">It says itself that it cannot say a part; the rest is right.</param>
public sealed record TestedCandidate(string Name, int Right, int Wrong, int Inexpressible);
