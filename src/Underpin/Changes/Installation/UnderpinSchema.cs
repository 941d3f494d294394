using Underpin.Changes.Journals;
using Underpin.Changes.Operators;
using Underpin.Postgres;

namespace Underpin.Changes.Installation;

/// <summary>Schema <c>underpin</c> in a database: the state of every change, and the journal.</summary>
/// <param name="connectionString">The database, as Npgsql understands it; never written down.</param>
/// <param name="operator">Who asks; null: the user of this process.</param>
public sealed class UnderpinSchema(string connectionString, Operator? @operator = null) : IAsyncDisposable
{
    private readonly Database _database = new(connectionString, "underpin install");
    private readonly Operator _operator = @operator ?? new();

    /// <summary>
    /// Creates the schema where it is not there, and grants roles of applications just what they need.
    /// </summary>
    /// <returns>False where the schema was there already.</returns>
    /// <exception cref="UnderpinException">
    /// The database cannot be reached, or the role may not create a schema.
    /// </exception>
    public Task<bool> InstallAsync(
        IReadOnlyList<string>? roles = null, CancellationToken cancellationToken = default) =>
        ServerFailure.ToldAsync(() => MakeAsync(roles ?? [], cancellationToken));

    /// <summary>Who did what, when, on which evidence: the newest entries, oldest first.</summary>
    /// <param name="change">Of this change; null: of all.</param>
    /// <param name="most">How many.</param>
    public Task<IReadOnlyList<JournalEntry>> JournalAsync(
        string? change = null, int most = 50, CancellationToken cancellationToken = default) =>
        ServerFailure.ToldAsync(async () =>
        {
            await new Installer(_database).RequireAsync(cancellationToken);
            return await new Journal(_database).ReadAsync(change, most, cancellationToken);
        });

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task<bool> MakeAsync(IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        var installer = new Installer(_database);
        var isNew = await installer.InstallAsync(cancellationToken);
        foreach (var role in roles)
        {
            await installer.GrantAsync(new(role), cancellationToken);
        }

        await new Journal(_database).WriteAsync(
            new()
            {
                Change = null,
                Command = _operator.Command ?? "install",
                Who = _operator.Name,
                Outcome = isNew || roles.Count > 0 ? "done" : "nothing",
            },
            cancellationToken);
        return isNew;
    }
}
