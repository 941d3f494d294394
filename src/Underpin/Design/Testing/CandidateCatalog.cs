using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>What there is to know of a candidate's schema when facts are recorded in it.</summary>
internal sealed record CandidateCatalog
{
    /// <summary>Trigger functions, as the server names them in the context of an error.</summary>
    public required IReadOnlySet<string> TriggerFunctions { get; init; }

    /// <summary>
    /// Sets the constraints that are initially deferred back to it, after they were made immediate; empty: there are
    /// none.
    /// </summary>
    public required Sql DeferAgain { get; init; }

    public static CandidateCatalog Empty { get; } = new()
    {
        TriggerFunctions = new HashSet<string>(),
        DeferAgain = Sql.Empty,
    };

    public static async Task<CandidateCatalog> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var functions = Sql.Of($"""
            select oid::regprocedure::text
            from pg_proc
            where prorettype = 'trigger'::regtype and pronamespace <> 'pg_catalog'::regnamespace
            """);
        var initiallyDeferred = Sql.Of($"""
            select distinct n.nspname, c.conname
            from pg_constraint c
            join pg_namespace n on n.oid = c.connamespace
            where c.condeferred
            order by 1, 2
            """);
        await using var results = await session.QueryAsync([functions, initiallyDeferred], cancellationToken);
        var triggers = await results.ListAsync(row => row.Get<string>(0), cancellationToken);
        var deferred = await results.ListAsync(
            row => Sql.Of($"{new QualifiedName(row.Get<string>(0), row.Get<string>(1))}"), cancellationToken);
        return new()
        {
            TriggerFunctions = triggers.ToHashSet(),
            DeferAgain = deferred.Count == 0
                ? Sql.Empty
                : Sql.Of($"set constraints {Sql.Join(", ", deferred)} deferred"),
        };
    }
}
