using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>
/// What a rule forbids, in the words of the facts: a query over one table for each fact, its parameters the columns,
/// and <c>number</c> the place in the history. A row that it finds is a breach.
/// </summary>
internal sealed record NeverQuery(string Rule, string Sql, Place Place);
