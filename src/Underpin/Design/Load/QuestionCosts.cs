using Npgsql;
using Underpin.Design.Histories;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Load;

/// <summary>What every question costs one candidate, size by size.</summary>
/// <param name="database">The candidate's.</param>
/// <param name="generation">Where arguments come from that no history tells.</param>
/// <param name="about">The histories that are asked about: the same at every size.</param>
/// <param name="options">For how long, and the seed.</param>
internal sealed class QuestionCosts(
    CandidateDatabase database, Generation generation, IReadOnlyList<History> about, LoadOptions options)
{
    private const int Askings = 100;

    // Whatever else the machine did at one moment it hardly did at all of them.
    private const int Rounds = 3;

    private readonly Dictionary<string, List<QuestionSize>> _sizes =
        generation.Vocabulary.Questions.Keys.ToDictionary(question => question, _ => new List<QuestionSize>());

    private readonly Dictionary<string, string> _notAsked = [];

    public IReadOnlyList<QuestionCost> All =>
    [
        .. _sizes.Select(sizes => new QuestionCost
        {
            Question = sizes.Key,
            Sizes = sizes.Value,
            NotAsked = _notAsked.GetValueOrDefault(sizes.Key),
        }),
    ];

    /// <summary>Asks all of them several times over; of each, the round that was disturbed least counts.</summary>
    /// <param name="session">The candidate's.</param>
    /// <param name="histories">How many are recorded by now.</param>
    /// <param name="facts">How many facts these are.</param>
    /// <param name="told">Is told which question is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AskAsync(
        Session session, int histories, long facts, Action<string> told, CancellationToken cancellationToken)
    {
        var timer = new QuestionTimer(session, database.Candidate, options.AskFor);
        var best = new Dictionary<string, QuestionSize>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var question in _sizes.Keys.Where(question => !_notAsked.ContainsKey(question)))
            {
                told(question);
                if (await TryAsync(timer, question, histories, facts, cancellationToken) is { } asked
                    && (!best.TryGetValue(question, out var before) || asked.P50 < before.P50))
                {
                    best[question] = asked;
                }
            }
        }

        foreach (var (question, asked) in best)
        {
            _sizes[question].Add(asked);
        }
    }

    private async Task<QuestionSize?> TryAsync(
        QuestionTimer timer, string name, int histories, long facts, CancellationToken cancellationToken)
    {
        if (database.Candidate.Questions[name].Inexpressible is { } reason)
        {
            _notAsked[name] = reason;
            return null;
        }

        var calls = new QuestionCalls(generation, options.Seed).Of(
            generation.Vocabulary.Questions[name], about, Askings,
            generation.Vocabulary.Today ?? generation.Days.Until);
        try
        {
            return await timer.TimeAsync(calls, histories, facts, cancellationToken);
        }
        catch (PostgresException exception)
        {
            _notAsked[name] = $"the server refused it: {exception.MessageText}";
            return null;
        }
    }
}
