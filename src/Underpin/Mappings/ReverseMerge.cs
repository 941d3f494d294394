using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>
/// Brings the retired columns in line with back.sql; rows of the source come and go by the application only.
/// </summary>
internal sealed class ReverseMerge(SourceSql source, MappedTarget back) : Merge(source)
{
    public override IReadOnlyList<MappedTarget> Targets => [back];

    protected override IReadOnlyList<(Work Work, Sql Sql)> Statements(
        KeyRange range, IReadOnlyList<bool> empty, bool take) =>
        back.Values.Count == 0 ? [] : [(Work.Update, back.Update(range))];
}
