namespace Underpin.Design.Folder;

/// <summary>One schema that could hold the domain: its DDL, and SQL for each fact and question.</summary>
internal sealed record Candidate
{
    /// <summary>The name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The folder's full path.</summary>
    public required string Path { get; init; }

    public required SqlFile Schema { get; init; }

    /// <summary>By the name of the fact.</summary>
    public required IReadOnlyDictionary<string, Block> Facts { get; init; }

    /// <summary>By the name of the question.</summary>
    public required IReadOnlyDictionary<string, Block> Questions { get; init; }

    /// <summary>The text of its SQL files: as long as it is the same, what the server says of them is.</summary>
    public string Sql { get; init; } = "";

    /// <summary>The text of its README.md; null where it has none.</summary>
    public string? Readme { get; init; }

    public IEnumerable<Block> Blocks => Facts.Values.Concat(Questions.Values);

    /// <summary>The block of a fact or question; null where the candidate lacks it.</summary>
    public Block? For(Signature signature) =>
        (signature is Fact ? Facts : Questions).GetValueOrDefault(signature.Name);
}
