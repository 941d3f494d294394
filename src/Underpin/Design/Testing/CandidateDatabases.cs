using System.Collections.Concurrent;
using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>
/// The databases of several candidates; those whose schema did not change are kept from one run to the next.
/// </summary>
internal sealed class CandidateDatabases(Database home) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, CandidateDatabase> _databases = new();

    // A drop waits for a checkpoint; who watches does not wait for the drop.
    private readonly ConcurrentBag<Task> _drops = [];

    /// <summary>The database of each candidate that could be created.</summary>
    public CandidateDatabase? Of(Candidate candidate) => _databases.GetValueOrDefault(candidate.Name);

    /// <summary>Creates what is missing or changed, several at once.</summary>
    /// <returns>The statements that the server refused; their candidates have no database.</returns>
    public async Task<IReadOnlyList<Problem>> PrepareAsync(
        IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var problems = new ConcurrentBag<Problem>();
        var gone = _databases.Keys.Except(candidates.Select(candidate => candidate.Name)).ToList();
        gone.ForEach(Drop);
        await Parallel.ForEachAsync(
            candidates.Where(candidate => Of(candidate)?.Candidate.Schema.Text != candidate.Schema.Text),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            },
            async (candidate, stop) =>
            {
                Drop(candidate.Name);
                try
                {
                    _databases[candidate.Name] = await CandidateDatabase.CreateAsync(home, candidate, stop);
                }
                catch (StatementException exception)
                {
                    problems.Add(new(
                        new(
                            exception.File,
                            exception.Line), $"The candidate {candidate.Name} cannot be created: {exception.Message}",
                        exception.Hint));
                }
            });
        return [.. problems];
    }

    public async ValueTask DisposeAsync()
    {
        _databases.Keys.ToList().ForEach(Drop);
        await Task.WhenAll(_drops);
    }

    private void Drop(string name)
    {
        if (_databases.TryRemove(name, out var database))
        {
            _drops.Add(database.DisposeAsync().AsTask());
        }
    }
}
