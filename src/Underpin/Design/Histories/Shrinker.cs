using Underpin.Design.Folder;

namespace Underpin.Design.Histories;

/// <summary>
/// Finds the smallest history that still shows something: facts are left out, then entities made one, then days moved
/// together, until nothing more can go.
/// </summary>
/// <param name="shows">
/// Does a history still show it? It is asked many times, and must answer the same each time.
/// </param>
internal sealed class Shrinker(Func<History, CancellationToken, Task<bool>> shows)
{
    /// <summary>The history itself is expected to show it.</summary>
    public async Task<History> ShrinkAsync(History history, CancellationToken cancellationToken)
    {
        for (var before = history; ; before = history)
        {
            history = await LeaveOutAsync(history, cancellationToken);
            history = await TryEachAsync(history, Simpler.Merged, cancellationToken);
            history = await TryEachAsync(history, Simpler.Days, cancellationToken);
            if (ReferenceEquals(before, history))
            {
                return history;
            }
        }
    }

    /// <summary>Halves first, then quarters, down to single facts.</summary>
    /// <remarks>Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002.</remarks>
    private async Task<History> LeaveOutAsync(History history, CancellationToken cancellationToken)
    {
        for (var size = Math.Max(1, history.Facts.Count / 2); size >= 1 && history.Facts.Count > 0; size /= 2)
        {
            // From the end: what comes later is more often only a consequence.
            for (var start = history.Facts.Count - size; start > -size; start -= size)
            {
                var smaller = Without(history, Math.Max(0, start), start < 0 ? size + start : size);
                if (smaller.Facts.Count > 0 && await shows(smaller, cancellationToken))
                {
                    history = smaller;
                }
            }
        }

        return history;
    }

    private async Task<History> TryEachAsync(
        History history, Func<History, IEnumerable<History>> simpler, CancellationToken cancellationToken)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var one in simpler(history))
            {
                if (await shows(one, cancellationToken))
                {
                    history = one;
                    again = true;
                    break;
                }
            }
        }

        return history;
    }

    private static History Without(History history, int start, int size) => history with
    {
        Facts = (IReadOnlyList<FactCall>)[.. history.Facts.Take(start), .. history.Facts.Skip(start + size)],
    };
}
