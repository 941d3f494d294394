using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;

namespace Underpin.Design.Search;

/// <summary>
/// Looks for histories that break one rule and that a candidate accepts: histories that are legal up to their last fact
/// are recorded, and then each illegal fact that comes up is offered.
/// </summary>
internal sealed class RuleSearch(string rule, RuleOracle oracle, Generation generation, IReadOnlyList<CandidateDatabase> databases, int seed)
{
    // Rules are searched at the same time in the same databases: no two may name an entity alike.
    private const int Room = 10_000;

    // Copies for transactions that commit need names that nobody has.
    private const int FirstCopy = 1_000_000;

    private readonly int _first = Room * generation.Never.Keys.ToList().IndexOf(rule);

    private readonly Generation _crowded = generation.Crowded(oracle.FactsOf[rule]);
    private readonly Dictionary<string, Tally> _tallies = databases.ToDictionary(one => one.Candidate.Name, _ => new Tally());
    private readonly List<Finding> _findings = [];

    // Shrunk only when the transactions that hold the same names are gone.
    private readonly List<(CandidateDatabase Database, History Illegal)> _found = [];
    private int _copies = FirstCopy + (Room * generation.Never.Keys.ToList().IndexOf(rule));

    public IReadOnlyList<Finding> Findings => _findings;

    public IEnumerable<RuleResult> Results => _tallies.Select(one => one.Value.Result(one.Key, rule));

    /// <summary>A random history of a number, and all the illegal facts that come up while it is made.</summary>
    public async Task TryAsync(int number, CancellationToken cancellationToken)
    {
        await oracle.ClearAsync(cancellationToken);
        History? pair = null;
        await using (var trials = await CandidateTrials.BeginAsync(databases, cancellationToken))
        {
            var accepted = new List<FactCall>();
            await new HistoryGenerator(_crowded, seed).GenerateAsync(
                _first + number, (fact, stop) => OfferAsync(trials, accepted, fact, stop), cancellationToken);
            CountLost(trials);
        }

        await ShrinkFoundAsync(cancellationToken);
        if (pair is not null)
        {
            await TryTwoAtOnceAsync(pair, cancellationToken);
        }

        async Task<bool> OfferAsync(CandidateTrials trials, List<FactCall> accepted, FactCall fact, CancellationToken stop)
        {
            var broken = await oracle.AddAsync(fact, stop);
            if (broken.Count == 0)
            {
                await trials.RecordAsync(fact, stop);
                accepted.Add(fact);
                return true;
            }

            await oracle.TakeBackAsync(fact, stop);
            if (broken.Contains(rule))
            {
                var illegal = new History { Number = _first + number, Facts = [.. accepted, fact] };
                pair = illegal;
                await OfferIllegalAsync(trials, illegal, stop);
            }

            return false;
        }
    }

    /// <summary>The illegal facts that vary a scenario's refusal, after what it gives.</summary>
    public async Task TryAsync(ScenarioVariants scenario, CancellationToken cancellationToken)
    {
        if ((await oracle.BreachesAsync(scenario.Given, cancellationToken)).Count > 0)
        {
            return;
        }

        await using (var trials = await CandidateTrials.BeginAsync(databases, cancellationToken))
        {
            foreach (var fact in scenario.Given)
            {
                await trials.RecordAsync(fact, cancellationToken);
            }

            foreach (var fact in scenario.Variants)
            {
                var broken = await oracle.AddAsync(fact, cancellationToken);
                await oracle.TakeBackAsync(fact, cancellationToken);
                if (broken.Contains(rule))
                {
                    await OfferIllegalAsync(trials, new() { Number = 0, Facts = [.. scenario.Given, fact] }, cancellationToken);
                }
            }
        }

        await ShrinkFoundAsync(cancellationToken);
    }

    private async Task ShrinkFoundAsync(CancellationToken cancellationToken)
    {
        foreach (var (database, illegal) in _found)
        {
            _findings.Add(await ShrunkAsync(database, illegal, cancellationToken));
        }

        _found.Clear();
    }

    private void CountLost(CandidateTrials trials)
    {
        foreach (var name in trials.Lost)
        {
            _tallies[name].Lost++;
        }
    }

    private async Task OfferIllegalAsync(CandidateTrials trials, History illegal, CancellationToken cancellationToken)
    {
        foreach (var (database, trial) in trials.Going)
        {
            var tally = _tallies[database.Candidate.Name];
            if (tally.Found)
            {
                continue;
            }

            var recording = await trial.RecordAsync(illegal.Facts[^1], cancellationToken);
            tally.Count(recording);
            if (recording.Succeeded)
            {
                await trial.TakeBackAsync(cancellationToken);
                tally.Found = true;
                _found.Add((database, illegal));
            }
        }
    }

    private async Task TryTwoAtOnceAsync(History illegal, CancellationToken cancellationToken)
    {
        if (await PairAsync(illegal, cancellationToken) is not { } pair)
        {
            return;
        }

        foreach (var database in databases)
        {
            var tally = _tallies[database.Candidate.Name];
            if (tally.Found || tally.FoundTwo || await TogetherAsync(database, pair, cancellationToken) is not { } both)
            {
                continue;
            }

            tally.Pairs++;
            if (both)
            {
                tally.FoundTwo = true;
                _findings.Add(await ShrunkPairAsync(database, pair, cancellationToken));
            }
        }
    }

    /// <summary>The history with its breach split into two last facts, each legal without the other; null where there is none.</summary>
    private async Task<History?> PairAsync(History illegal, CancellationToken cancellationToken)
    {
        for (var index = illegal.Facts.Count - 2; index >= 0; index--)
        {
            var without = illegal.Facts.Where((_, place) => place != index).ToList();
            if ((await oracle.BreachesAsync(without, cancellationToken)).Count == 0)
            {
                return illegal with { Facts = [.. without.SkipLast(1), illegal.Facts[index], illegal.Facts[^1]] };
            }
        }

        return null;
    }

    private Task<bool?> TogetherAsync(CandidateDatabase database, History pair, CancellationToken cancellationToken) =>
        new TwoAtOnce(database).AcceptsAsync(HistoryCopy.Of(pair, Interlocked.Increment(ref _copies), _crowded), cancellationToken);

    private async Task<Finding> ShrunkAsync(CandidateDatabase database, History illegal, CancellationToken cancellationToken)
    {
        var small = await new Shrinker(StillAsync).ShrinkAsync(illegal, cancellationToken);
        return new()
        {
            Candidate = database.Candidate.Name,
            Rule = rule,
            History = small,
            TwoAtOnce = false,
            Script = FactScript.Of(database.Candidate, small.Facts),
        };

        async Task<bool> StillAsync(History history, CancellationToken stop)
        {
            if (!(await oracle.BreachesAsync(history.Facts, stop)).Contains(rule))
            {
                return false;
            }

            await using var trial = await HistoryTrial.BeginAsync(database, stop);
            foreach (var fact in history.Facts)
            {
                if (!await trial.AcceptsAsync(fact, stop))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private async Task<Finding> ShrunkPairAsync(CandidateDatabase database, History pair, CancellationToken cancellationToken)
    {
        var small = await new Shrinker(StillAsync).ShrinkAsync(pair, cancellationToken);
        return new()
        {
            Candidate = database.Candidate.Name,
            Rule = rule,
            History = small,
            TwoAtOnce = true,
            Script = FactScript.OfTwo(database.Candidate, small.Facts),
        };

        async Task<bool> StillAsync(History history, CancellationToken stop) =>
            history.Facts.Count >= 2
            && (await oracle.BreachesAsync(history.Facts.SkipLast(1), stop)).Count == 0
            && (await oracle.BreachesAsync([.. history.Facts.SkipLast(2), history.Facts[^1]], stop)).Count == 0
            && (await oracle.BreachesAsync(history.Facts, stop)).Contains(rule)
            && await TogetherAsync(database, history, stop) is true;
    }
}
