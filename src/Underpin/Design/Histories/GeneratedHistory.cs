namespace Underpin.Design.Histories;

/// <summary>A random history, and what it lost on the way.</summary>
/// <param name="History">The facts that were accepted.</param>
/// <param name="Dropped">How many facts of each name were offered and refused.</param>
internal sealed record GeneratedHistory(History History, IReadOnlyDictionary<string, int> Dropped);
