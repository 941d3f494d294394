using System.Collections.Concurrent;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Check;

/// <summary>
/// Is a model folder whole? What the readers found, and what the server says of candidates, blocks and values.
/// </summary>
internal sealed class DesignCheck(Database home, CandidateDatabases databases)
{
    // What was found whole; in a watch, most candidates are as they were.
    private readonly ConcurrentDictionary<string, string> _whole = new();

    /// <param name="reading">The folder, with only the candidates and scenarios that matter.</param>
    public async Task<CheckedModel> RunAsync(ModelReading reading, CancellationToken cancellationToken)
    {
        var problems = new Problems();
        problems.AddRange(reading.Problems);
        if (reading.Model.Candidates.Count == 0)
        {
            return new(reading.Model, problems.InOrder, new ExpectedValues(new Dictionary<(string, string), string>()));
        }

        problems.AddRange(await databases.PrepareAsync(reading.Model.Candidates, cancellationToken));
        var expected = await CheckValuesAsync(reading.Model, problems, cancellationToken);
        if (!problems.Any || problems.InOrder.All(problem => problem.Place.File != VocabularyReader.FileName))
        {
            await CheckBlocksAsync(reading.Model, problems, cancellationToken);
        }

        // A statement that was cancelled looks like one that the server refused; it is no problem of the folder.
        cancellationToken.ThrowIfCancellationRequested();
        return new(reading.Model, problems.InOrder, expected);
    }

    private async Task<ExpectedValues> CheckValuesAsync(
        ModelFolder model, Problems problems, CancellationToken cancellationToken)
    {
        // A candidate's sessions print days as scenarios write them; the user's own database need not.
        var printing = model.Candidates.Select(databases.Of).OfType<CandidateDatabase>().FirstOrDefault()?.Database
            ?? home;
        await using var session = await printing.SessionAsync(cancellationToken);
        var known = new Problems();
        await VocabularyTypes.ReadAsync(session, model.Vocabulary, known, cancellationToken);
        problems.AddRange(known.InOrder);
        return known.Any
            ? new ExpectedValues(new Dictionary<(string, string), string>())
            : await new ValueCheck(session, problems).RunAsync(model, cancellationToken);
    }

    private async Task CheckBlocksAsync(ModelFolder model, Problems problems, CancellationToken cancellationToken)
    {
        var found = new Problems[model.Candidates.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, model.Candidates.Count),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            },
            async (index, stop) =>
            {
                found[index] = new Problems();
                await CheckBlocksAsync(model.Candidates[index], model.Vocabulary, found[index], stop);
            });
        foreach (var some in found)
        {
            problems.AddRange(some.InOrder);
        }
    }

    private async Task CheckBlocksAsync(
        Candidate candidate, Vocabulary vocabulary, Problems problems, CancellationToken cancellationToken)
    {
        var what = vocabulary.Words + candidate.Sql;
        if (databases.Of(candidate) is not { } database || _whole.GetValueOrDefault(candidate.Name) == what)
        {
            return;
        }

        await using var session = await database.Database.SessionAsync(cancellationToken);
        var types = await VocabularyTypes.ReadAsync(session, vocabulary, problems, cancellationToken);
        await new BlockCheck(session, types, problems).RunAsync(candidate, cancellationToken);
        if (!problems.Any)
        {
            _whole[candidate.Name] = what;
        }
    }
}
