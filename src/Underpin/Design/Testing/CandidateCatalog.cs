using Npgsql;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>What there is to know of a candidate's schema when facts are recorded in it.</summary>
internal sealed record CandidateCatalog
{
    /// <summary>Trigger functions, as the server names them in the context of an error.</summary>
    public required IReadOnlySet<string> TriggerFunctions { get; init; }

    /// <summary>Sets the constraints that are initially deferred back to it, after they were made immediate; empty: there are none.</summary>
    public required Sql DeferAgain { get; init; }

    public static CandidateCatalog Empty { get; } = new() { TriggerFunctions = new HashSet<string>(), DeferAgain = Sql.Empty };

    public static async Task<CandidateCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select oid::regprocedure::text from pg_proc where prorettype = 'trigger'::regtype and pronamespace <> 'pg_catalog'::regnamespace"),
                new("select distinct n.nspname, c.conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace where c.condeferred order by 1, 2"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var functions = new HashSet<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            functions.Add(reader.GetString(0));
        }

        await reader.NextResultAsync(cancellationToken);
        var deferred = new List<Sql>();
        while (await reader.ReadAsync(cancellationToken))
        {
            deferred.Add(Sql.Of($"{new QualifiedName(reader.GetString(0), reader.GetString(1))}"));
        }

        return new()
        {
            TriggerFunctions = functions,
            DeferAgain = deferred.Count == 0 ? Sql.Empty : Sql.Of($"set constraints {Sql.Join(", ", deferred)} deferred"),
        };
    }
}
