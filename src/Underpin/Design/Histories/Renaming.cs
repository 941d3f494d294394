namespace Underpin.Design.Histories;

/// <summary>From the number of a history to that of a copy.</summary>
/// <param name="From">The history's.</param>
/// <param name="To">The copy's.</param>
/// <param name="Turn">How far each shared pool is turned round.</param>
/// <param name="Apart">Pools are the copy's own.</param>
internal sealed record Renaming(int From, int To, int Turn, bool Apart = false);
