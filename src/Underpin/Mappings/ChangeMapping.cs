using Underpin.Changes.Folder;

namespace Underpin.Mappings;

/// <summary>All that a change maps, checked against the database that it is about to work on.</summary>
internal sealed record ChangeMapping
{
    public required Source Source { get; init; }

    public required SourceSql SourceSql { get; init; }

    /// <summary>In dependency order.</summary>
    public required IReadOnlyList<MappedTarget> Targets { get; init; }

    /// <summary>The way back: back.sql against the retired columns of the source table.</summary>
    public required MappedTarget Back { get; init; }
}
