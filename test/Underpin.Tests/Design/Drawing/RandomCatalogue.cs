using Underpin.Design.Drawing.Catalogue;
using Underpin.Postgres;

namespace Underpin.Tests.Design.Drawing;

/// <summary>A schema of any shape: circles, keys to itself, hubs, tables that nothing ties.</summary>
internal static class RandomCatalogue
{
    public static EntityCatalogue Of(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(1, 22);
        var names = Enumerable.Range(0, count).Select(number => new QualifiedName("public", $"table_{number}"))
            .ToList();
        var keys = Enumerable.Range(0, random.Next(0, count * 2))
            .Select(number =>
                Key(number, names[random.Next(count)], names[(int)Math.Sqrt(random.Next(count * count))], random))
            .ToList();
        return new()
        {
            Entities = [.. names.Select(name => Entity(name, keys.Where(key => key.Child == name), random))],
            Relationships = keys,
        };
    }

    private static Relationship Key(int number, QualifiedName child, QualifiedName parent, Random random) => new()
    {
        Name = $"key_{number}",
        Child = child,
        // Some of several columns, of which keys may share some.
        ChildColumns = [$"column_{number}", .. new[] { "year", "school" }.Where(_ => random.Next(5) == 0)],
        Parent = parent,
        ParentColumns = ["id"],
        Optional = random.Next(2) == 0,
        OneToOne = random.Next(5) == 0,
        Definition = "",
        Comment = null,
    };

    private static Entity Entity(QualifiedName name, IEnumerable<Relationship> keys, Random random) => new()
    {
        Name = name,
        IsView = false,
        Comment = random.Next(2) == 0 ? null : string.Join(' ', Enumerable.Repeat("word", random.Next(1, 60))),
        Columns =
        [
            Column("id", random),
            .. keys.SelectMany(key => key.ChildColumns).Distinct().Select(column => Column(column, random)),
            .. Enumerable.Range(0, random.Next(0, 12))
                .Select(number => Column(new string('x', random.Next(1, 60)) + number, random)),
        ],
        Rules = [],
    };

    private static EntityColumn Column(string name, Random random) => new()
    {
        Name = name,
        Type = random.Next(9) == 0 ? new string('y', 80) : "bigint",
        Nullable = random.Next(2) == 0,
        Given = null,
        Computed = false,
        Comment = null,
    };
}
