using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;

namespace Underpin.Design.Search;

/// <summary>
/// Takes illegal histories apart into a legal one and two more facts, each of which is legal after it, while both are
/// not, whichever comes first. Of two transactions at once that record them, one must fail.
/// </summary>
internal sealed class PairSearch(string rule, RuleOracle oracle, Generation generation, int firstCopy)
{
    // Two facts of the same kinds collide in much the same way; others are to have their turn.
    private const int Enough = 8;

    // Kinds that so often made no pair make none.
    private const int Hopeless = 24;

    private readonly Dictionary<(string, string), (int Checked, int Pairs)> _kinds = [];
    private int _copies = firstCopy;

    /// <summary>Histories of which the last two facts are such a pair.</summary>
    public async Task<IReadOnlyList<History>> PairsAsync(History illegal, CancellationToken cancellationToken)
    {
        var pairs = new List<History>();
        for (var index = illegal.Facts.Count - 2; index >= 0 && !ReachesOthers(illegal); index--)
        {
            var kinds = (illegal.Facts[index].Fact.Name, illegal.Facts[^1].Fact.Name);
            var tried = _kinds.GetValueOrDefault(kinds);
            if (tried.Pairs >= Enough || (tried.Pairs == 0 && tried.Checked >= Hopeless))
            {
                continue;
            }

            var pair = Apart(illegal, index);
            var isPair = await IsPairAsync(pair, cancellationToken);
            _kinds[kinds] = (tried.Checked + 1, tried.Pairs + (isPair ? 1 : 0));
            if (isPair)
            {
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    /// <summary>The order of the last two facts in which both are accepted.</summary>
    /// <returns>Null where one of them is refused, and untried where what goes before them is.</returns>
    public async Task<(bool Tried, History? Accepted)> TryAsync(
        CandidateDatabase database, History pair, CancellationToken cancellationToken)
    {
        var tried = false;
        foreach (var order in new[] { pair, Swapped(pair) })
        {
            var both = await TogetherAsync(database, order, cancellationToken);
            tried |= both is not null;
            if (both is true)
            {
                return (true, order);
            }
        }

        return (tried, null);
    }

    public async Task<Loophole> ShrunkAsync(
        CandidateDatabase database, History pair, CancellationToken cancellationToken)
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
            && await IsPairAsync(history, stop)
            && await TogetherAsync(database, history, stop) is true;
    }

    /// <summary>
    /// Whichever transaction comes first, the other one's fact is illegal then: no order of the two excuses both.
    /// </summary>
    private async Task<bool> IsPairAsync(History history, CancellationToken cancellationToken)
    {
        var swapped = Swapped(history).Facts;
        return await IsLegalAsync(history.Facts.SkipLast(1), cancellationToken)
            && await IsLegalAsync(swapped.SkipLast(1), cancellationToken)
            && (await oracle.BreachesAsync(history.Facts, cancellationToken)).Contains(rule)
            && !await IsLegalAsync(swapped, cancellationToken);
    }

    private async Task<bool> IsLegalAsync(IEnumerable<FactCall> facts, CancellationToken cancellationToken) =>
        (await oracle.BreachesAsync(facts, cancellationToken)).Count == 0;

    private Task<bool?> TogetherAsync(CandidateDatabase database, History pair, CancellationToken cancellationToken) =>
        new TwoAtOnce(database)
            .AcceptsAsync(HistoryCopy.Of(pair, Interlocked.Increment(ref _copies), generation), cancellationToken);

    /// <summary>
    /// A fact that names nothing of the history's own would, once committed, hold for all others too.
    /// </summary>
    private bool ReachesOthers(History history) =>
        HistoryCopy.Of(history, _copies, generation).Facts.Zip(history.Facts)
            .Any(pair => pair.First.Arguments.Select(one => one.Text)
                .SequenceEqual(pair.Second.Arguments.Select(one => one.Text)));

    private static History Apart(History illegal, int index) => illegal with
    {
        Facts =
            [.. illegal.Facts.SkipLast(1).Where((_, place) => place != index), illegal.Facts[index], illegal.Facts[^1]],
    };

    private static History Swapped(History pair) =>
        pair with { Facts = [.. pair.Facts.SkipLast(2), pair.Facts[^1], pair.Facts[^2]] };
}
