using System.Text.Json;
using Underpin.Changes.Folder;
using Underpin.Postgres;

namespace Underpin.Changes.Plans;

/// <summary>The changes that a database knows, each with its folder as it was when the change began.</summary>
internal sealed class ChangeStore(Database database)
{
    /// <summary>Begins a change, or joins it where it has begun with the very same folder.</summary>
    /// <exception cref="UnderpinException">The folder was edited since the change began.</exception>
    public async Task<Plan> BeginAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await using var transaction = await session.BeginAsync(cancellationToken);
        var begun = await session.ExecuteAsync(
            Sql.Of($"""
            insert into underpin.change (name, source_table, source_key, folder_hash, folder)
            values ($1, $2, $3, $4, $5)
            on conflict (name) do nothing
            """).With(Values(folder)), cancellationToken);
        if (begun == 1)
        {
            await PlanRow.InsertAsync(session, new Plan { Change = folder.Name, Version = 1 }, cancellationToken);
        }

        await RefuseEditedAsync(session, folder, cancellationToken);
        var plan = await PlanRow.CurrentAsync(session, folder.Name, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return plan;
    }

    /// <summary>Forgets a change that was taken all the way back, so that an edited folder can begin anew.</summary>
    /// <remarks>
    /// The versions of its plans go on counting: an instance that still holds an old one must never find it valid
    /// again. So the change stays, in stage <c>begun</c>, and takes the folder as it is now.
    /// </remarks>
    public async Task TakeFolderAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        await session.ExecuteAsync(
            Sql.Of($"""
            update underpin.change
            set source_table = $2, source_key = $3, folder_hash = $4, folder = $5
            where name = $1
            """).With(Values(folder)), cancellationToken);
    }

    /// <summary>The plan of a change that must have begun, with this very folder.</summary>
    public async Task<Plan> RequireAsync(ChangeFolder folder, CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        var plan = await PlanRow.CurrentAsync(session, folder.Name, cancellationToken);
        if (plan.Version == 0)
        {
            throw new UnderpinException(
                "change.unknown", $"The change {folder.Name} has not begun in database \"{session.Database}\".",
                $"Begin it with `underpin expand {folder.Name}`.");
        }

        await RefuseEditedAsync(session, folder, cancellationToken);
        return plan;
    }

    /// <summary>Every change that has begun here, by name.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SessionAsync(cancellationToken);
        return await session.QueryAsync(
            Sql.Of($"select name from underpin.change order by begun_at"), row => row.Get<string>(0),
            cancellationToken);
    }

    private static SqlValue[] Values(ChangeFolder folder) =>
    [
        folder.Name, folder.Source.Table.ToString(), folder.Source.Key.Name, folder.Hash,
        SqlValue.Json(JsonSerializer.Serialize(folder.Files)),
    ];

    private static async Task RefuseEditedAsync(
        Session session, ChangeFolder folder, CancellationToken cancellationToken)
    {
        var (hash, files) = await session.FirstAsync(
            Sql.Of($"select folder_hash, folder::text from underpin.change where name = $1").With(folder.Name),
            row => (row.Get<string>(0), row.Get<string>(1)), cancellationToken);
        if (hash == folder.Hash)
        {
            return;
        }

        var begun = JsonSerializer.Deserialize<Dictionary<string, string>>(files)!;
        var differing = begun.Keys.Union(folder.Files.Keys)
            .Where(file => begun.GetValueOrDefault(file) != folder.Files.GetValueOrDefault(file))
            .Order();
        throw new UnderpinException(
            "change.edited",
            $"The folder of {folder.Name} differs from the change that has begun: {string.Join(", ", differing)}.",
            $"Use the folder as it was, or go back with `underpin back {folder.Name}` until the change is only begun, "
            + "and expand again.")
        {
            ExitCode = ExitCode.Usage,
        };
    }
}
