using System.Globalization;
using System.Runtime.InteropServices;
using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>Source keys that are worked on together. Statements take its ends as <c>$1</c> and <c>$2</c>.</summary>
/// <param name="After">Keys greater than this; null: from the first.</param>
/// <param name="UpTo">Keys up to and with this; null: to the last, and every later one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyRange(long? After, long? UpTo)
{
    public static KeyRange Everything => new(null, null);

    public static KeyRange Only(long key) => new(key == long.MinValue ? null : key - 1, key);

    /// <summary>Is this column's value in the range? An open end is left out, so that an index always serves.</summary>
    public Sql Holds(Identifier column) => this switch
    {
        (not null, not null) => Sql.Of($"{column} > $1 and {column} <= $2"),
        (not null, null) => Sql.Of($"{column} > $1"),
        (null, not null) => Sql.Of($"{column} <= $2"),
        _ => Sql.Of($"true"),
    };

    /// <summary>A statement over this range: the ends, and what else it takes from <c>$3</c> on.</summary>
    public Sql Bind(Sql sql, params SqlValue[] others) => sql.With([After, UpTo, .. others]);

    public override string ToString() => this switch
    {
        ({ } after, { } upTo) when after + 1 == upTo => string.Create(CultureInfo.InvariantCulture, $"key {upTo}"),
        ({ } after, { } upTo) => string.Create(CultureInfo.InvariantCulture, $"keys {after + 1} to {upTo}"),
        ({ } after, null) => string.Create(CultureInfo.InvariantCulture, $"keys from {after + 1}"),
        (null, { } upTo) => string.Create(CultureInfo.InvariantCulture, $"keys up to {upTo}"),
        _ => "all keys",
    };
}
