using Underpin.Checks;
using Underpin.Postgres;
using Underpin.Steps.CleanUp;

namespace Underpin.Steps.Drop;

/// <summary>Does anything else in the database depend on what is dropped?</summary>
internal sealed class NothingDepends : Condition
{
    public override async Task<Check> AskAsync(Situation situation, CancellationToken cancellationToken)
    {
        var retired = await new RetiredStore(situation.Database).ReadAsync(situation.Plan.Change, cancellationToken);
        await using var session = await situation.Database.SessionAsync(cancellationToken);
        var dependents = await session.QueryAsync(
            EmbeddedSql.Beside(typeof(NothingDepends), "dependents.sql").With(
                situation.Folder.Source.Table.ToString(),
                retired.Select(column => column.SetAside).ToArray(),
                retired.Select(column => column.Column).ToArray()),
            row => row.Get<string>(0), cancellationToken);
        return new() { Code = CheckCode.NothingDepends, Holds = dependents.Count == 0, Objects = dependents };
    }
}
