using Underpin.Tests.Live;

namespace Underpin.Tests.Contract;

/// <summary>A plan, and what must be answered under it.</summary>
/// <param name="Says">What the case is about; its name.</param>
/// <param name="Plan">Null: the change has not begun.</param>
/// <param name="Answers">For several keys and callers.</param>
internal sealed record Case(string Says, TestPlan? Plan, IReadOnlyList<Answer> Answers);
