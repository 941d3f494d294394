using Underpin.Changes.Folder;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;

namespace Underpin.Mappings;

/// <summary>
/// A target, its mapping, and the columns that the two have in common; composes the statements that compare and
/// merge them over a range of source keys. What the mapping does not give (an identity, a default) is left alone.
/// </summary>
internal sealed class MappedTarget(
    SourceSql source, Target target, Statement mapping, IReadOnlyList<MappedColumn> columns)
{
    /// <summary>How a row that the mapping gives is called in these statements.</summary>
    public static Identifier ExpectedRow { get; } = new("expected");

    /// <summary>How a row that the target holds is called in these statements.</summary>
    public static Identifier ActualRow { get; } = new("actual");

    private static readonly Identifier _expected = ExpectedRow;
    private static readonly Identifier _actual = ActualRow;
    private static readonly Identifier _present = new("underpin_present");
    private static readonly Identifier _target = new("target");
    private static readonly Identifier _difference = new("difference");

    private readonly MappedColumn[] _keys = [.. columns.Where(column => target.Key.Contains(column.Name))];
    private readonly MappedColumn[] _values = [.. columns.Where(column => !target.Key.Contains(column.Name))];

    public Target Target => target;

    public Statement Mapping => mapping;

    public IReadOnlyList<MappedColumn> Keys => _keys;

    public IReadOnlyList<MappedColumn> Values => _values;

    /// <summary>Its key does not say whose a row is, so that one may pass from a source key to another.</summary>
    public MovedRows? Moved =>
        target.Owner is { } owner && !target.Key.Contains(owner) ? new(source, this, owner) : null;

    /// <summary>The mapping starts from other tables than the source: what is outside the range is left out.</summary>
    public bool Confined { get; init; }

    /// <summary>The rows that the mapping gives, where the source's shadow precedes.</summary>
    public Sql Expected(KeyRange range) => Sql.Of($"""
        (
            select true as {_present}, {List(columns.Select(column => column.Projected))}
            from (
        {Sql.FromUser(mapping.Text)}
            ) as mapping
            where {(Confined && target.Owner is { } owner ? range.Holds(owner) : Sql.Of($"true"))}
        ) as {_expected}
        """);

    public Sql SameKey => And(_keys.Select(key => key.Equal(_expected, _actual)));

    private Sql Stale => _values.Length == 0
        ? Sql.Of($"false")
        : Sql.Join(" or ", _values.Select(value => value.Differ(_expected, _actual)));

    /// <summary>
    /// Is there anything to do? Counts rather than asking whether one exists: for a first row alone the server plans
    /// as if it would come soon, and usually there is none.
    /// </summary>
    public Sql Differs(KeyRange range) => Sql.Of($"""
        {source.Shadow(range)}
        select count(*) > 0
        from {Joined(range)}
        where {Difference}
        """);

    /// <summary>Rows expected, rows held, missing, extra, stale.</summary>
    public Sql Counts(KeyRange range) => Sql.Of($"""
        {source.Shadow(range)}
        select count({_expected}.{_present}), count({_actual}.{_present}),
            count(*) filter (where {_actual}.{_present} is null),
            count(*) filter (where {_expected}.{_present} is null),
            count(*) filter (where {_expected}.{_present} and {_actual}.{_present} and ({Stale}))
        from {Joined(range)}
        """);

    /// <summary>
    /// The rows that differ, at most <c>$3</c>: source key, target key, expected and actual row (null where there is
    /// none), and for each value column whether it differs.
    /// </summary>
    public Sql Differences(KeyRange range) => Sql.Of($"""
        {source.Shadow(range)}
        select {SourceKey}::bigint,
            (select to_jsonb(k) from (select {List(_keys.Select(Either))}) as k),
            case when {_expected}.{_present} then (select to_jsonb(r) from (select {Row(_expected)}) as r) end,
            case when {_actual}.{_present} then (select to_jsonb(r) from (select {Row(_actual)}) as r) end,
            array[{List(_values.Select(value => value.Differ(_expected, _actual)))}]::boolean[]
        from {Joined(range)}
        where {Difference}
        order by {List(_keys.Select(key => Sql.Of($"coalesce({key.Of(_expected)}, {key.Of(_actual)})")))}
        limit $3
        """);

    /// <summary>Does the target hold no row of this range? Then everything is missing, and nothing else.</summary>
    public Sql IsEmpty(KeyRange range) => target.Owner is { } owner
        ? Sql.Of($"select not exists (select from {target.Table} where {range.Holds(owner)})")
        : Sql.Of($"select not exists (select from {target.Table})");

    /// <summary>Takes away what nothing maps to, if it still is what was compared.</summary>
    public Sql Delete(KeyRange range) => Sql.Of($"""
        {source.Shadow(range)}, {_difference} as materialized (
            select {Row(_actual)}
            from {Joined(range)}
            where {_expected}.{_present} is null
        )
        delete from {target.Table} as {_target}
        using {_difference}
        where {And(columns.Select(column => Unchanged(column)))}
        """);

    /// <summary>Brings to the expected values what holds others, if it still is what was compared.</summary>
    public Sql Update(KeyRange range) => Update(range, Joined(range));

    /// <param name="range">The keys to put right.</param>
    /// <param name="joined">What is expected of them beside the rows to bring in line.</param>
    public Sql Update(KeyRange range, Sql joined) => Sql.Of($"""
        {source.Shadow(range)}, {_difference} as materialized (
            select {Row(_actual)}, {List(_values.Select(value => Sql.Of($"{_expected}.{value.Name} as {New(value)}")))}
            from {joined}
            where {_expected}.{_present} and {_actual}.{_present} and ({Stale})
            order by {List(_keys.Select(key => key.Of(_actual)))}
        )
        update {target.Table} as {_target}
        set {List(_values.Select(value => Sql.Of($"{value.Name} = {_difference}.{New(value)}")))}
        from {_difference}
        where {And(columns.Select(column => Unchanged(column)))}
        """);

    /// <summary>
    /// Adds what is missing. Plain, because a conflict means that somebody wrote since our snapshot: the batch is run
    /// again then. Only a shared row may have been added by another key meanwhile; those go in in key order, so that
    /// two workers never wait for each other.
    /// </summary>
    public Sql Insert(KeyRange range, bool isEmpty) => Sql.Of($"""
        {source.Shadow(range)}
        insert into {target.Table} ({List(columns.Select(column => Sql.Of($"{column.Name}")))}){Overriding}
        select {Row(_expected)}
        from {(isEmpty ? Expected(range) : Missing(range))}
        {(target.Shared ? UnlessThere : Sql.Empty)}
        """);

    private Sql Difference => target.Shared
        ? Sql.Of($"({_actual}.{_present} is null or {Stale})")
        : Sql.Of($"({_actual}.{_present} is null or {_expected}.{_present} is null or {Stale})");

    private Sql SourceKey => target.Owner is { } owner
        ? Sql.Of($"coalesce({_expected}.{owner}, {_actual}.{owner})")
        : Sql.Of($"null");

    private Sql Overriding => columns.Any(column => column.Identity)
        ? Sql.Of($" overriding system value")
        : Sql.Empty;

    private Sql UnlessThere => Sql.Of($"""
        order by {List(_keys.Select(key => key.Of(_expected)))}
        on conflict ({List(_keys.Select(key => Sql.Of($"{key.Name}")))}) do nothing
        """);

    private Sql Missing(KeyRange range) => Sql.Of($"""
        {Expected(range)}
        where not exists (select from {Held(range)} where {SameKey})
        """);

    /// <summary>Both sides; of a shared target only what this range expects of it.</summary>
    private Sql Joined(KeyRange range) => target.Shared
        ? Sql.Of($"{Expected(range)}\nleft join {Held(range)} on {SameKey}")
        : Sql.Of($"{Expected(range)}\nfull join {Held(range)} on {SameKey}");

    private Sql Held(KeyRange range) => Held(target.Owner is { } owner ? range.Holds(owner) : Sql.Of($"true"));

    /// <summary>The target's rows for which this holds.</summary>
    public Sql Held(Sql where) => Sql.Of($"""
        (
            select true as {_present}, {List(columns.Select(column => Sql.Of($"{column.Name}")))}
            from {target.Table}
            where {where}
        ) as {_actual}
        """);

    private Sql Row(Identifier side) => List(columns.Select(column => Sql.Of($"{side}.{column.Name}")));

    private Sql Unchanged(MappedColumn column) => target.Key.Contains(column.Name)
        ? column.Equal(_target, _difference)
        : column.Same(_target, _difference);

    private static Sql Either(MappedColumn key) =>
        Sql.Of($"coalesce({_expected}.{key.Name}, {_actual}.{key.Name}) as {key.Name}");

    private static Identifier New(MappedColumn column) => new($"new {column.Name.Name}");

    private static Sql List(IEnumerable<Sql> parts) => Sql.Join(", ", parts);

    private static Sql And(IEnumerable<Sql> parts) => Sql.Join(" and ", parts);
}
