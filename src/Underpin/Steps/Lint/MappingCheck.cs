using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Mappings;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Steps.Lint;

/// <summary>Do the mappings and back.sql fit the schema as it is after expand.sql?</summary>
internal sealed class MappingCheck(Session session)
{
    /// <exception cref="StatementException">One does not; with its file and line.</exception>
    public async Task RunAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        var mapping = await new MappingReader(session).ReadAsync(folder, cancellationToken);
        foreach (var target in mapping.Targets)
        {
            await CheckTypesAsync(mapping.SourceSql, target, cancellationToken);
        }

        var clock = new ClockCheck(session, mapping.SourceSql);
        foreach (var select in mapping.Targets.Append(mapping.Back).Select(target => target.Mapping))
        {
            await clock.RunAsync(select, cancellationToken);
        }
    }

    /// <summary>Planning an insert asks the server whether each column can be stored as the target's type.</summary>
    private async Task CheckTypesAsync(SourceSql source, MappedTarget target, CancellationToken cancellationToken)
    {
        var columns = Sql.Join(", ", target.Keys.Concat(target.Values).Select(column => Sql.Of($"{column.Name}")));
        var explain = Sql.Of($"""
            explain insert into {target.Target.Table} ({columns}) overriding system value
            {source.Shadow(KeyRange.Everything)}
            select {columns}
            from (
            {Sql.FromUser(target.Mapping.Text)}
            ) as mapping
            """);
        try
        {
            await session.ExecuteAsync(explain, cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw Position.Refuse(
                target.Target.Mapping.Name, target.Target.Mapping.Text, target.Mapping.Offset,
                $"What this gives cannot be stored in {target.Target.Table.Plain}: {exception.MessageText}.",
                exception.Hint ?? "Cast the column to the target's type.");
        }
    }
}
