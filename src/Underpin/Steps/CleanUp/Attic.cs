using System.Text;
using Underpin.Changes.Folder;
using Underpin.Postgres;

namespace Underpin.Steps.CleanUp;

/// <summary>
/// Sets retired columns aside by giving them another name: whoever still uses one gets a clear error, nothing is
/// lost, and putting it back is one statement. Every method works in its caller's transaction.
/// </summary>
internal static class Attic
{
    private const string Prefix = "underpin_attic_";

    // PostgreSQL cuts longer names silently.
    private const int LongestName = 63;

    public static async Task SetAsideAsync(
        Session session, ChangeFolder folder, CancellationToken cancellationToken)
    {
        var use = await TableUse.OfAsync(session, folder.Source.Table, cancellationToken);
        var number = 0;
        foreach (var column in folder.Retires)
        {
            var retired = new Retired
            {
                Column = column.Column.Name,
                SetAside = NameFor(column.Column, ++number),
                NotNull = await IsNotNullAsync(session, column, cancellationToken),
                ReadsThen = use.Reads,
                WritesThen = use.Writes,
            };
            await session.ExecuteAsync(Sql.Of(
                $"alter table {column.Table} rename column {column.Column} to {new Identifier(retired.SetAside)}"),
                cancellationToken);
            if (retired.NotNull)
            {
                // The new code inserts rows without it.
                await session.ExecuteAsync(Sql.Of(
                    $"alter table {column.Table} alter column {new Identifier(retired.SetAside)} drop not null"),
                    cancellationToken);
            }

            await RetiredStore.AddAsync(session, folder.Name, retired, cancellationToken);
        }
    }

    /// <summary>Gives the columns their names back; their values are those of the moment they were set aside.</summary>
    public static async Task PutBackAsync(
        Session session, ChangeFolder folder, IReadOnlyList<Retired> retired,
        CancellationToken cancellationToken)
    {
        foreach (var column in retired)
        {
            await session.ExecuteAsync(Sql.Of(
                $"""
                alter table {folder.Source.Table}
                rename column {new Identifier(column.SetAside)} to {new Identifier(column.Column)}
                """), cancellationToken);
        }
    }

    /// <summary>Makes not null again what was, once every value is there.</summary>
    public static async Task RequireValuesAsync(
        Session session, ChangeFolder folder, IReadOnlyList<Retired> retired,
        CancellationToken cancellationToken)
    {
        foreach (var column in retired.Where(column => column.NotNull))
        {
            var name = new Identifier(column.Column);
            var check = new Identifier(NameFor(name, 0));
            // One that was killed here may have left its check.
            await session.ExecuteAsync(Sql.Of(
                $"alter table {folder.Source.Table} drop constraint if exists {check}"), cancellationToken);
            // Validating a check lets writers go on; with it, `set not null` needs no scan of its own.
            // https://www.postgresql.org/docs/current/sql-altertable.html
            await session.ExecuteAsync(Sql.Of(
                $"alter table {folder.Source.Table} add constraint {check} check ({name} is not null) not valid"),
                cancellationToken);
            await session.ExecuteAsync(Sql.Of(
                $"alter table {folder.Source.Table} validate constraint {check}"), cancellationToken);
            await session.ExecuteAsync(Sql.Of(
                $"alter table {folder.Source.Table} alter column {name} set not null, drop constraint {check}"),
                cancellationToken);
        }
    }

    /// <summary>Drops the columns; or, where the folder brings a clean-up.sql, puts them back and runs that.</summary>
    public static async Task DropAsync(
        Session session, ChangeFolder folder, IReadOnlyList<Retired> retired,
        CancellationToken cancellationToken)
    {
        if (folder.CleanUp is { } script)
        {
            await PutBackAsync(session, folder, retired, cancellationToken);
            await CleanUpScript.RunAsync(session, folder, script, cancellationToken);
            return;
        }

        var drops = retired.Select(column => Sql.Of($"drop column {new Identifier(column.SetAside)}"));
        await session.ExecuteAsync(Sql.Of($"alter table {folder.Source.Table} {Sql.Join(", ", drops)}"),
            cancellationToken);
    }

    private static string NameFor(Identifier column, int number)
    {
        var name = Prefix + column.Name;
        // A long name is cut by us, with a number that keeps it apart from its neighbours.
        return name.Length <= LongestName && Encoding.UTF8.GetByteCount(name) <= LongestName
            ? name
            : $"{Prefix}{number}";
    }

    private static async Task<bool> IsNotNullAsync(
        Session session, RetiredColumn column, CancellationToken cancellationToken) =>
        await session.ScalarAsync<bool?>(
            Sql.Of($"""
            select attnotnull from pg_attribute
            where attrelid = $1::regclass and attname = $2 and not attisdropped
            """).With(column.Table.ToString(), column.Column.Name), cancellationToken)
        ?? throw new UnderpinException(
            "change.column", $"The column {column.Plain} does not exist.",
            "It is listed under `retires` in change.yaml; somebody has renamed or dropped it.");
}
