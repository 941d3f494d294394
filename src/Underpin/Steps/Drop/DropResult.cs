using Underpin.Steps.CleanUp;

namespace Underpin.Steps.Drop;

/// <summary>What came of the wish to drop what was set aside.</summary>
public sealed record DropResult : StepResult
{
    /// <summary>The file that keeps the dropped values; null where nothing was dropped.</summary>
    public ArchiveFile? Archive { get; init; }
}
