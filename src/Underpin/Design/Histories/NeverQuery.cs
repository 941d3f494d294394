using Underpin.Postgres;

namespace Underpin.Design.Histories;

/// <summary>
/// A query in the words of the facts: over one table for each fact, its parameters the columns, <c>number</c> the place
/// in the history, and <c>today</c> the day of recording. Of a rule: a row that it finds is a breach.
/// </summary>
/// <param name="Name">The rule's, or the view's.</param>
/// <param name="Sql">A select.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record NeverQuery(string Name, Sql Sql, Place Place);
