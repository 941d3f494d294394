using System.Collections.Concurrent;

namespace Underpin.Tests.Steps.Expand;

/// <summary>What a step says on its way.</summary>
internal sealed class Notes(ConcurrentQueue<string> notes) : IProgress<StepProgress>
{
    public void Report(StepProgress value) => notes.Enqueue(value.Note ?? "");
}
