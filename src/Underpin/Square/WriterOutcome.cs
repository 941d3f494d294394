namespace Underpin.Square;

/// <summary>
/// Facts recorded in the old schema while populate ran, and whether another populate put all of it right.
/// </summary>
public sealed record WriterOutcome
{
    /// <summary>How many sessions recorded.</summary>
    public required int Writers { get; init; }

    /// <summary>Facts that were recorded meanwhile.</summary>
    public required int Facts { get; init; }

    /// <summary>How often populate ran while they were.</summary>
    public required int Passes { get; init; }

    /// <summary>What a writer suffered because populate was there, a sentence each.</summary>
    public required IReadOnlyList<string> Disturbed { get; init; }

    /// <summary>Why a populate stopped, or what verify found after the last one; null: nothing.</summary>
    public string? Wrong { get; init; }

    /// <summary>Something of it went wrong.</summary>
    public bool IsWrong => Disturbed.Count > 0 || Wrong is not null;
}
