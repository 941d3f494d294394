using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>
/// Brings the targets in line with their mappings, statement by statement; <see cref="MappedTarget"/> composes the SQL
/// of each.
/// </summary>
internal sealed class ForwardMerge(SourceSql source, IReadOnlyList<MappedTarget> targets) : Merge(source)
{
    public override IReadOnlyList<MappedTarget> Targets => targets;

    /// <summary>
    /// Children lose rows before their parents do, and gain them after. Each in a statement of its own: a row that is
    /// to go and one that is to come may hold the same unique value.
    /// </summary>
    protected override IReadOnlyList<(Work Work, Sql Sql)> Statements(
        KeyRange range, IReadOnlyList<bool> empty, bool take)
    {
        // Nothing of the range is held where a row is taken over; afterwards there is.
        var held = targets.Where((target, place) => !empty[place] || (take && target.Moved is not null)).ToList();
        var work = new List<(Work, Sql)>();
        work.AddRange(held
            .Where(target => !target.Target.Shared)
            .Reverse()
            .Select(target => (Work.Delete, target.Delete(range))));
        foreach (var target in targets)
        {
            if (take && target.Moved is { } moved)
            {
                work.Add((Work.Take, moved.Take(range)));
            }

            if (held.Contains(target) && target.Values.Count > 0)
            {
                work.Add((Work.Update, target.Update(range)));
            }

            work.Add((Work.Insert, target.Insert(range, isEmpty: !held.Contains(target))));
        }

        return work;
    }
}
