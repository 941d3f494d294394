using Underpin.Postgres;
using Underpin.Steps.Lint;

namespace Underpin.Steps.Expand;

/// <summary>The statement that takes an object away again, if it is there and nothing else stands on it.</summary>
internal static class Removal
{
    /// <summary>Null for what cannot be taken away (the label of an enum) or goes with what it belongs to.</summary>
    public static Sql? Of(AddedObject added) => added.Type switch
    {
        "enum value" or "view column" or "default acl" => null,
        "table column" => Sql.Of($"alter table if exists {Table(added)} drop column if exists {Last(added)}"),
        "table constraint" => Sql.Of($"alter table if exists {Table(added)} drop constraint if exists {Last(added)}"),
        "trigger" => Sql.Of($"drop trigger if exists {Last(added)} on {Table(added)}"),
        "policy" => Sql.Of($"drop policy if exists {Last(added)} on {Table(added)}"),
        "rule" => Sql.Of($"drop rule if exists {Last(added)} on {Table(added)}"),
        "composite type" => Sql.Of($"drop type if exists {Sql.Constant(added.Identity)}"),
        "statistics object" => Sql.Of($"drop statistics if exists {Sql.Constant(added.Identity)}"),
        _ => Sql.Of($"drop {Sql.Constant(added.Type)} if exists {Sql.Constant(added.Identity)}"),
    };

    private static QualifiedName Table(AddedObject added) => new(added.Names[0], added.Names[1]);

    private static Identifier Last(AddedObject added) => new(added.Names[^1]);
}
