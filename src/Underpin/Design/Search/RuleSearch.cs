using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;

namespace Underpin.Design.Search;

/// <summary>
/// Looks for histories that break one rule and that a candidate accepts: histories that are legal up to their last fact
/// are recorded, and then each illegal fact that comes up is offered.
/// </summary>
internal sealed class RuleSearch(
    string rule, RuleOracle oracle, Generation generation, IReadOnlyList<CandidateDatabase> databases, int seed)
{
    // Rules are searched at the same time in the same databases: no two may name an entity alike.
    private const int Room = 10_000;

    // Copies for transactions that commit need names that nobody has.
    private const int FirstCopy = 1_000_000;

    private readonly int _first = Room * generation.Never.Keys.ToList().IndexOf(rule);

    private readonly Generation _crowded = generation.Crowded(oracle.FactsOf[rule]);
    private readonly Dictionary<string, BreachCount> _tallies = databases.ToDictionary(
        one => one.Candidate.Name, _ => new BreachCount());
    private readonly List<Loophole> _findings = [];

    // Shrunk only when the transactions that hold the same names are gone.
    private readonly List<(CandidateDatabase Database, History Illegal)> _found = [];

    private readonly PairSearch _pairs = new(
        rule, oracle, generation.Crowded(oracle.FactsOf[rule]),
        FirstCopy + (Room * generation.Never.Keys.ToList().IndexOf(rule)));

    public IReadOnlyList<Loophole> Findings => _findings;

    /// <summary>Every candidate accepted something illegal: more of it says nothing new.</summary>
    public bool IsOver => _tallies.Values.All(tally => tally.IsKnown);

    public IEnumerable<RuleResult> Results => _tallies.Select(one => one.Value.Result(one.Key, rule));

    /// <summary>A random history of a number, and all the illegal facts that come up while it is made.</summary>
    public async Task TryAsync(int number, CancellationToken cancellationToken)
    {
        await oracle.ClearAsync(cancellationToken);
        var illegal = new List<History>();
        await using (var trials = await CandidateTrials.BeginAsync(databases, cancellationToken))
        {
            var accepted = new List<FactCall>();
            await new HistoryGenerator(_crowded, seed).GenerateAsync(
                _first + number, (fact, stop) => OfferAsync(trials, accepted, fact, stop), cancellationToken);
            CountLost(trials);
        }

        await ShrinkFoundAsync(cancellationToken);
        foreach (var history in illegal.TakeWhile(_ => !IsOver))
        {
            await TryTwoAtOnceAsync(history, cancellationToken);
        }

        async Task<bool> OfferAsync(
            CandidateTrials trials, List<FactCall> accepted, FactCall fact, CancellationToken stop)
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
                illegal.Add(new() { Number = _first + number, Facts = [.. accepted, fact] });
                await OfferIllegalAsync(trials, illegal[^1], stop);
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

        var illegal = new List<FactCall>();
        foreach (var fact in scenario.Variants)
        {
            if (await oracle.AddAsync(fact, rule, cancellationToken))
            {
                illegal.Add(fact);
            }

            await oracle.TakeBackAsync(fact, cancellationToken);
        }

        if (illegal.Count > 0)
        {
            await OfferAsync(scenario.Given, illegal, cancellationToken);
            await ShrinkFoundAsync(cancellationToken);
        }
    }

    private async Task OfferAsync(
        IReadOnlyList<FactCall> given, IEnumerable<FactCall> illegal, CancellationToken cancellationToken)
    {
        await using var trials = await CandidateTrials.BeginAsync(databases, cancellationToken);
        foreach (var fact in given)
        {
            await trials.RecordAsync(fact, cancellationToken);
        }

        foreach (var fact in illegal)
        {
            await OfferIllegalAsync(trials, new() { Number = 0, Facts = [.. given, fact] }, cancellationToken);
        }
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
        foreach (var pair in await _pairs.PairsAsync(illegal, cancellationToken))
        {
            foreach (var database in databases.Where(one => !_tallies[one.Candidate.Name].IsKnown))
            {
                var tally = _tallies[database.Candidate.Name];
                var (tried, accepted) = await _pairs.TryAsync(database, pair, cancellationToken);
                tally.Pairs += tried ? 1 : 0;
                if (accepted is not null)
                {
                    tally.FoundTwo = true;
                    _findings.Add(await _pairs.ShrunkAsync(database, accepted, cancellationToken));
                }
            }
        }
    }

    private async Task<Loophole> ShrunkAsync(
        CandidateDatabase database, History illegal, CancellationToken cancellationToken)
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
}
