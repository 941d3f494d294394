using Npgsql;
using Underpin.Changes.Folder;
using Underpin.Postgres;
using Underpin.Square.Rows;
using Underpin.Steps.Verify;

namespace Underpin.Square;

/// <summary>
/// Compares the new schema as the facts made it with the new schema as the change made it, row for row, by keys that
/// the domain knows.
/// </summary>
internal sealed class RowComparer
{
    private readonly IReadOnlyList<(HeldTable Table, Sql Select, IReadOnlyList<DeclaredDifference> Declared)> _tables;

    private RowComparer(
        IReadOnlyList<(HeldTable, Sql, IReadOnlyList<DeclaredDifference>)> tables, IReadOnlyList<string> lacks) =>
        (_tables, Lacks) = (tables, lacks);

    /// <summary>What the new candidate holds and the change does not make at all, a sentence each.</summary>
    public IReadOnlyList<string> Lacks { get; }

    /// <param name="recorded">A session of the new candidate's database.</param>
    /// <param name="changed">A session of the old candidate's database, expanded.</param>
    /// <param name="differs">The declared differences.</param>
    public static async Task<RowComparer> CreateAsync(
        Session recorded, Session changed, IReadOnlyList<DeclaredDifference> differs,
        CancellationToken cancellationToken)
    {
        var wanted = await TableCatalogue.ReadAsync(recorded, cancellationToken);
        var made = (await TableCatalogue.ReadAsync(changed, cancellationToken)).ToDictionary(table => table.Name);
        var names = made.Keys.ToHashSet();
        var both = wanted.Where(table => names.Contains(table.Name))
            .Select(table => table.Shared(made[table.Name], names))
            .ToList();
        var selects = new NaturalSelect(both);
        var tables = new List<(HeldTable, Sql, IReadOnlyList<DeclaredDifference>)>();
        foreach (var table in both)
        {
            var mine = differs.Where(difference => difference.Table == table.Name).ToList();
            var select = selects.Of(table, [.. mine.Select(difference => Sql.FromUser(difference.Where ?? "true"))]);
            await CheckAsync(changed, table, mine, cancellationToken);
            tables.Add((table, select, mine));
        }

        return new(tables, [.. Lacking(wanted, made, differs)]);
    }

    /// <summary>
    /// Are the declared differences about tables, columns and conditions that the new candidate knows?
    /// </summary>
    /// <exception cref="UnderpinException">One is not.</exception>
    public static async Task CheckAsync(
        Session recorded, IReadOnlyList<DeclaredDifference> differs, CancellationToken cancellationToken)
    {
        var tables = await TableCatalogue.ReadAsync(recorded, cancellationToken);
        RefuseUnknown(differs, tables);
        foreach (var table in tables)
        {
            await CheckAsync(
                recorded, table, [.. differs.Where(difference => difference.Table == table.Name)], cancellationToken);
        }
    }

    public async Task<RowsCompared> CompareAsync(
        Session recorded, Session changed, CancellationToken cancellationToken)
    {
        var counts = new List<(string, int, int)>();
        var differences = new List<RowDifference>();
        var accepted = new List<(DeclaredDifference, RowDifference)>();
        foreach (var (table, select, declared) in _tables)
        {
            NaturalRow Read(Row row) => NaturalRow.Of(row, conditions: declared.Count);
            var sides = await Task.WhenAll(
                recorded.QueryAsync(select, Read, cancellationToken),
                changed.QueryAsync(select, Read, cancellationToken));
            counts.Add((table.Name.Plain, sides[0].Count, sides[1].Count));
            foreach (var difference in TableComparison.Of(table, sides[0], sides[1]))
            {
                if (declared.Where((one, place) => Covers(one, place, difference)).FirstOrDefault() is { } covering)
                {
                    accepted.Add((covering, difference));
                }
                else
                {
                    differences.Add(difference);
                }
            }
        }

        return new() { Tables = counts, Differences = differences, Accepted = accepted };
    }

    private static bool Covers(DeclaredDifference declared, int place, RowDifference difference) =>
        (declared.Class is not { } name || name.Equals(difference.Class.ToString(), StringComparison.OrdinalIgnoreCase))
        && (declared.Columns.Count == 0
            || (difference.Class == DiscrepancyClass.Stale && difference.Columns.All(declared.Columns.Contains)))
        && difference.Meets(place);

    private static IEnumerable<string> Lacking(
        IReadOnlyList<HeldTable> wanted, Dictionary<QualifiedName, HeldTable> made,
        IReadOnlyList<DeclaredDifference> differs)
    {
        foreach (var table in wanted)
        {
            var mine = differs.Where(difference => difference.Table == table.Name).ToList();
            if (!made.TryGetValue(table.Name, out var other))
            {
                if (mine.TrueForAll(difference => difference is not { Class: null, Where: null, Columns.Count: 0 }))
                {
                    yield return $"The new candidate has a table {table.Name.Plain}, and after expand.sql there is "
                        + "none.";
                }

                continue;
            }

            foreach (var column in table.Columns.Where(column => other.Columns.All(held => held.Name != column.Name))
                .Where(column => !mine.Exists(difference => difference.Columns.Contains(column.Name))))
            {
                yield return $"The new candidate has a column {table.Name.Plain}.{column.Name}, and after expand.sql "
                    + "there is none.";
            }
        }
    }

    private static void RefuseUnknown(IReadOnlyList<DeclaredDifference> differs, IReadOnlyList<HeldTable> tables)
    {
        foreach (var difference in differs.Where(difference => difference.Table is not null))
        {
            var table = tables.FirstOrDefault(table => table.Name == difference.Table)
                ?? throw SquareFolder.Unknown(
                    difference, "table of the new candidate", difference.Table!.Plain,
                    tables.Select(table => table.Name.Plain));
            var columns = table.Columns.Select(column => column.Name).ToList();
            if (difference.Columns.FirstOrDefault(name => !columns.Contains(name)) is { } stray)
            {
                throw SquareFolder.Unknown(difference, $"column of {table.Name.Plain}", stray, columns);
            }
        }
    }

    private static async Task CheckAsync(
        Session session, HeldTable table, IReadOnlyList<DeclaredDifference> differs,
        CancellationToken cancellationToken)
    {
        foreach (var difference in differs.Where(difference => difference.Where is not null))
        {
            var where = difference.Where!;
            try
            {
                var row = new Identifier(table.Name.Name);
                await session.ExecuteAsync(
                    Sql.Of($"select from {table.Name} as {row} where ({Sql.FromUser(where)}) limit 0"),
                    cancellationToken);
            }
            catch (PostgresException exception)
            {
                throw new UnderpinException(
                    "test.differs",
                    $"change.yaml:{difference.Line}: The server refuses `where: {where}`: {exception.MessageText}.",
                    exception.Hint
                        ?? $"It is a condition on a row of {table.Name.Plain}, and must hold in both schemas.",
                    exception)
                { ExitCode = ExitCode.Usage };
            }
        }
    }
}
