using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>
/// The query that says how often values are stored, and in which columns. What counts: a cell whose text is the value;
/// an element of an array, a bound of a range, a scalar in a JSON document; and a foreign key that points to a row
/// which has the value as its own name (a column that is unique by itself). What does not count: a key that the server
/// numbers, a column that it computes, and the one cell in which a row that others point to has its own name.
/// </summary>
internal sealed class StoredValues
{
    private readonly EntityCatalogue _catalogue;
    private readonly List<StoredColumn> _columns = [];

    public StoredValues(EntityCatalogue catalogue)
    {
        _catalogue = catalogue;
        var branches = catalogue.Entities.Where(entity => !entity.IsView).Select(Branch).OfType<Sql>().ToList();
        Query = branches.Count == 0
            ? Sql.Of($"select 0, '', 0::bigint where $1::text[] is null and false")
            : Sql.Of($"""
            select number, value, count(*)
            from ({Sql.Join("\nunion all\n", branches)}) stored
            where value = any ($1::text[])
            group by 1, 2
            """);
    }

    /// <summary>Takes the values as <c>text[]</c>; answers number of column, value, how often.</summary>
    public Sql Query { get; }

    public StoredColumn Column(int number) => _columns[number];

    private Sql? Branch(Entity entity)
    {
        var joins = new List<Sql>();
        var parts = new List<Sql>();
        foreach (var column in entity.Columns.Where(column => !column.Computed && !IsNumbered(column)))
        {
            var keys = _catalogue.Relationships
                .Where(
                    one => one.Child == entity.Name && one.ChildColumns is [var only] && only == column.Name).ToList();
            var pointing = keys.FirstOrDefault(
                one => IsNumbered(Parent(one).Columns.First(parent => parent.Name == one.ParentColumns[0])));
            if (pointing is not null)
            {
                parts.AddRange(Named(entity, column, pointing, joins));
            }
            else if (!IsOwnName(entity, column))
            {
                parts.Add(Values(Add(entity, column), column, Sql.Of($"r.{new Identifier(column.Name)}")));
            }
        }

        return parts.Count == 0 ? null : Sql.Of($"""
            select k.number, k.value
            from {entity.Name} r {Sql.Join(" ", joins)}
            cross join lateral ({Sql.Join(" union all ", parts)}) k (number, value)
            """);
    }

    /// <summary>What the row that a key points to is called.</summary>
    private IEnumerable<Sql> Named(Entity entity, EntityColumn column, Relationship key, List<Sql> joins)
    {
        var alias = new Identifier($"p{joins.Count}");
        var parent = Parent(key);
        var names = parent.Columns.Where(one => !IsNumbered(one) && IsUnique(parent, one)).ToList();
        if (names.Count == 0)
        {
            yield break;
        }

        var (own, pointing) = (new Identifier(key.ParentColumns[0]), new Identifier(column.Name));
        joins.Add(Sql.Of($"left join {parent.Name} {alias} on {alias}.{own} = r.{pointing}"));
        foreach (var name in names)
        {
            yield return Values(Add(entity, column), name, Sql.Of($"{alias}.{new Identifier(name.Name)}"));
        }
    }

    private Sql Add(Entity entity, EntityColumn column)
    {
        _columns.Add(new(_columns.Count, entity.Name, column.Name));
        return Sql.Constant((_columns.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Sql Values(Sql number, EntityColumn column, Sql cell) => column.Type switch
    {
        "jsonb" => Sql.Of($"""
            select {number}, e #>> array[]::text[] from jsonb_path_query({cell}, '$.**') e
            where jsonb_typeof(e) not in ('object', 'array')
            """),
        var array when array.EndsWith("[]", StringComparison.Ordinal) => Sql.Of(
            $"select {number}, e::text from unnest({cell}) e"),
        // The server keeps the day after the last; people say the last.
        "daterange" => Sql.Of(
            $"select {number}, e::text from (values (lower({cell})), (upper({cell}) - 1)) as ends (e)"),
        "timestamptz" or "timestamp" => Sql.Of(
            $"select {number}, regexp_replace({cell}::text, ' 00:00:00([+]00)?$', '')"),
        var fraction when fraction.StartsWith("numeric", StringComparison.Ordinal) => Sql.Of(
            $"select {number}, trim_scale({cell})::text"),
        _ => Sql.Of($"select {number}, {cell}::text"),
    };

    private Entity Parent(Relationship key) => _catalogue.Entities.First(entity => entity.Name == key.Parent);

    private bool IsOwnName(Entity entity, EntityColumn column) =>
        IsUnique(entity, column)
            && _catalogue.Relationships.Any(one => one.Parent == entity.Name && one.Child != entity.Name);

    private static bool IsUnique(Entity entity, EntityColumn column) =>
        entity.Rules.Any(rule => rule.IsWholeKey && rule.Columns is [var only] && only == column.Name);

    /// <summary>The server gives it: an identity, a sequence, a random identifier.</summary>
    private static bool IsNumbered(EntityColumn column) =>
        column.Given is { } given
        && (given == "identity" || given.StartsWith("nextval(", StringComparison.Ordinal) || column.Type == "uuid");
}
