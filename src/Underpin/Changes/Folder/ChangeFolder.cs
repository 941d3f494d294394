namespace Underpin.Changes.Folder;

/// <summary>A change as its folder describes it: what it moves from, what it moves to, and what goes away.</summary>
internal sealed record ChangeFolder
{
    /// <summary>The folder's full path.</summary>
    public required string Path { get; init; }

    public required string Name { get; init; }

    public required Source Source { get; init; }

    /// <summary>In dependency order.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    public required IReadOnlyList<RetiredColumn> Retires { get; init; }

    public required Evidence Evidence { get; init; }

    /// <summary>The candidates that the change leads from and to; null where the folder names none.</summary>
    public ModelSides? Model { get; init; }

    /// <summary>Differences that the square may show, each with its reason.</summary>
    public IReadOnlyList<DeclaredDifference> Differs { get; init; } = [];

    /// <summary>The text of <c>expand.sql</c>.</summary>
    public required ScriptFile Expand { get; init; }

    /// <summary>The select in <c>back.sql</c>: the source's key and every retired column, rebuilt.</summary>
    public required ScriptFile Back { get; init; }

    /// <summary>The text of <c>clean-up.sql</c>; null where it is generated from <c>retires</c>.</summary>
    public ScriptFile? CleanUp { get; init; }

    /// <summary>Every file that decides what the change does, by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>SHA-256 over <see cref="Files"/>: tells a folder that was edited after its change began.</summary>
    public required string Hash { get; init; }
}
