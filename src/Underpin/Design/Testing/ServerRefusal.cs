using Npgsql;
using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>What the server said when it refused a statement, and of which.</summary>
internal sealed record ServerRefusal
{
    public required string SqlState { get; init; }

    public required string Message { get; init; }

    public string? Detail { get; init; }

    /// <summary>The constraint or unique index that spoke; null where none did.</summary>
    public string? Constraint { get; init; }

    public string? Table { get; init; }

    public string? Column { get; init; }

    /// <summary>The trigger function that raised it; null where none did.</summary>
    public string? TriggerFunction { get; init; }

    /// <summary>A <c>raise</c> in PL/pgSQL said it, whatever its code.</summary>
    public bool Raised { get; init; }

    /// <summary>The statement; null where it was the check of deferred constraints.</summary>
    public BlockStatement? Statement { get; init; }

    /// <summary>The line in the file, as exactly as the server said; null without a statement.</summary>
    public Place? Place { get; init; }

    /// <summary>The database's own constraint, unique index or trigger spoke: the schema forbids it.</summary>
    /// <remarks>
    /// A <c>raise</c> in a function that the fact itself calls is the application's word, also with a code of class 23;
    /// and a trigger that fails by mistake forbids nothing.
    /// https://www.postgresql.org/docs/current/errcodes-appendix.html
    /// </remarks>
    public bool IsByTheSchema =>
        Raised ? TriggerFunction is not null : SqlState.StartsWith("23", StringComparison.Ordinal);

    /// <summary>Who spoke, for a message.</summary>
    public string Speaker => (Constraint, TriggerFunction, Table) switch
    {
        ({ } constraint, _, { } table) => $"{constraint} on {table}",
        ({ } constraint, _, _) => constraint,
        (_, { } function, _) when Raised => $"the trigger function {function}",
        (_, _, { } table) when Column is { } column => $"not null of {table}.{column}",
        (_, _, { } table) => $"{table} ({SqlState})",
        _ => SqlState,
    };

    /// <summary>For people: the server's words, and the statement.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            yield return $"{Message}{(Detail is null ? "" : $" ({Detail.TrimEnd('.')})")} [{SqlState}]";
            if (Statement is not null)
            {
                yield return $"{Place}: {Statement.Source.Brief}";
            }
        }
    }

    public static ServerRefusal Of(
        PostgresException exception, BlockStatement? statement, CandidateCatalog catalog) => new()
        {
            SqlState = exception.SqlState,
            Message = exception.MessageText,
            Detail = exception.Detail,
            Constraint = exception.ConstraintName,
            Table = exception.TableName,
            Column = exception.ColumnName,
            Raised = exception.Where?.Split('\n')[0].EndsWith(" at RAISE", StringComparison.Ordinal) ?? false,
            TriggerFunction = RaisedBy(exception.Where, catalog),
            Statement = statement,
            Place = statement?.PlaceOf(exception.Position),
        };

    // A frame of the context reads `PL/pgSQL function no_overlap() line 5 at RAISE`.
    private static string? RaisedBy(string? context, CandidateCatalog catalog) =>
        context is null ? null : catalog.TriggerFunctions.FirstOrDefault(function =>
            context.Contains($"function {function} ", StringComparison.Ordinal));
}
