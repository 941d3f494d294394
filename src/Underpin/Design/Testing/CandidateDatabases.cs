using System.Collections.Concurrent;
using Underpin.Design.Folder;
using Underpin.Postgres;

namespace Underpin.Design.Testing;

/// <summary>The databases of several candidates; those whose schema did not change are kept from one run to the next.</summary>
internal sealed class CandidateDatabases(Database home) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, CandidateDatabase> _databases = new();

    /// <summary>The database of each candidate that could be created.</summary>
    public CandidateDatabase? Of(Candidate candidate) => _databases.GetValueOrDefault(candidate.Name);

    /// <summary>Creates what is missing or changed, several at once.</summary>
    /// <returns>The statements that the server refused; their candidates have no database.</returns>
    public async Task<IReadOnlyList<Problem>> PrepareAsync(
        IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var problems = new ConcurrentBag<Problem>();
        var gone = _databases.Keys.Except(candidates.Select(candidate => candidate.Name)).ToList();
        await Task.WhenAll(gone.Select(DropAsync));
        await Parallel.ForEachAsync(
            candidates.Where(candidate => Of(candidate)?.Candidate.Schema.Text != candidate.Schema.Text),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (candidate, stop) =>
            {
                await DropAsync(candidate.Name);
                try
                {
                    _databases[candidate.Name] = await CandidateDatabase.CreateAsync(home, candidate, stop);
                }
                catch (StatementException exception)
                {
                    problems.Add(new(
                        new(exception.File, exception.Line), $"The candidate {candidate.Name} cannot be created: {exception.Message}",
                        exception.Hint));
                }
            });
        return [.. problems];
    }

    // A drop waits for a checkpoint, which several may share.
    public async ValueTask DisposeAsync() => await Task.WhenAll(_databases.Keys.Select(DropAsync));

    private async Task DropAsync(string name)
    {
        if (_databases.TryRemove(name, out var database))
        {
            await database.DisposeAsync();
        }
    }
}
