using Underpin.Changes.Folder;
using Underpin.Postgres;
using Underpin.Postgres.Scratch;
using Underpin.Postgres.Scripts;
using Underpin.Postgres.Watching;
using Underpin.Rules;

namespace Underpin.Steps.Lint;

/// <summary>
/// Tries a change on a scratch copy of the live schema and looks: what does expand.sql take away, lock, rewrite? Do
/// the mappings fit what it adds? The live database is read only.
/// </summary>
internal sealed class LintStep(Database live)
{
    /// <summary>A database of another server, on which the copy is made; null: on the same server.</summary>
    public string? ScratchServer { get; init; }

    /// <param name="folder">The change.</param>
    /// <param name="marks">What the live database has of expand.sql already.</param>
    /// <param name="progress">Told after each statement.</param>
    /// <exception cref="StatementException">The server refused a statement, or a mapping does not fit.</exception>
    public async Task<LintResult> RunAsync(
        ChangeFolder folder, IReadOnlyList<Mark> marks, IProgress<StepProgress>? progress,
        CancellationToken cancellationToken)
    {
        var statements = Script.Split(folder.Expand.Name, folder.Expand.Text);
        progress?.Report(new(0, statements.Count, "statements", "copying the schema"));
        await using var scratch = await ScratchCopy.OfAsync(live, ScratchServer, cancellationToken);
        await using var session = await scratch.Database.SessionAsync(
            new() { SearchPath = await SearchPathAsync(cancellationToken) }, cancellationToken);
        await new SourceCheck(session).RunAsync(folder, cancellationToken);

        var done = marks.Where(mark => mark.Done).ToDictionary(mark => mark.Ordinal);
        var watch = await StatementWatch.BeginAsync(
            session, [.. done.Values.SelectMany(mark => mark.Added).Select(added => (added.Type, added.Identity))],
            cancellationToken);
        var tried = new List<LintedStatement>();
        var findings = new List<Finding>();
        string? stopped = null;
        foreach (var statement in statements.Where(statement => !done.ContainsKey(statement.Ordinal)))
        {
            try
            {
                var seen = await watch.WatchAsync(statement, folder.Expand.Text, cancellationToken);
                findings.AddRange(AllRules.Judge(seen));
                tried.Add(new(statement, [.. Added(seen)], seen.NeedsNoTransaction));
            }
            catch (StatementException exception) when (findings.Count > 0)
            {
                // It may fail because of what was found: that is to be mended first.
                stopped = $"{exception.File}:{exception.Line}: not tried further: {exception.Message}";
                break;
            }

            progress?.Report(new(statement.Ordinal, statements.Count, "statements"));
        }

        // A script with findings may have taken away what the mappings read: its findings are what counts.
        if (findings.Count == 0)
        {
            await new MappingCheck(session).RunAsync(folder, cancellationToken);
        }

        return new LintResult
        {
            Change = folder.Name,
            Total = statements.Count,
            Statements = tried,
            Findings = findings,
            Stopped = stopped,
        };
    }

    private static IEnumerable<AddedObject> Added(Observation seen) =>
        seen.Difference.AddedByThemselves.OrderBy(entry => ulong.Parse(entry.Oid)).Select(entry => AddedObject.Of(
            entry, entry.Type == "index" && seen.After.TableOf(entry) is { } table && seen.WasThere(table)));

    /// <summary>The path is the live database's or its role's setting, which a copy does not have.</summary>
    private async Task<string> SearchPathAsync(CancellationToken cancellationToken)
    {
        await using var session = await live.SessionAsync(cancellationToken);
        return await session.ScalarAsync<string>(Sql.Of($"select current_setting('search_path')"), cancellationToken);
    }
}
