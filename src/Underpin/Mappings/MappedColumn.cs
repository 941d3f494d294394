using Underpin.Postgres;

namespace Underpin.Mappings;

/// <summary>A column that a mapping gives and its target holds.</summary>
internal sealed record MappedColumn
{
    public required Identifier Name { get; init; }

    /// <summary>The target's type, as the server writes it.</summary>
    public required Sql Type { get; init; }

    /// <summary>
    /// The value is brought to the target's type before it is compared, as storing it would (a numeric is rounded).
    /// Not where a cast would cut what storing refuses: the length of a text or a bit string.
    /// </summary>
    public required bool Cast { get; init; }

    /// <summary>Types without an equality, such as json, are compared as text.</summary>
    public required bool AsText { get; init; }

    /// <summary>The server makes its values, unless it is told to take ours.</summary>
    public required bool Identity { get; init; }

    /// <summary>As the mapping gives it.</summary>
    public Sql Projected => Cast ? Sql.Of($"mapping.{Name}::{Type} as {Name}") : Sql.Of($"mapping.{Name}");

    public Sql Of(Identifier row) => AsText ? Sql.Of($"{row}.{Name}::text") : Sql.Of($"{row}.{Name}");

    public Sql Equal(Identifier one, Identifier other) => Sql.Of($"{Of(one)} = {Of(other)}");

    public Sql Differ(Identifier one, Identifier other) => Sql.Of($"{Of(one)} is distinct from {Of(other)}");

    public Sql Same(Identifier one, Identifier other) => Sql.Of($"{Of(one)} is not distinct from {Of(other)}");
}
