using System.Collections.Concurrent;
using System.Diagnostics;
using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.Search;

/// <summary>Searches every rule that has a query for illegal histories that a candidate accepts.</summary>
internal sealed class IllegalSearch(Database home, CandidateDatabases databases, SearchOptions options) : IDisposable
{
    private readonly SemaphoreSlim _scenarios = new(1, 1);

    /// <summary>The databases of the candidates must have been prepared.</summary>
    public async Task<SearchReport> RunAsync(
        ModelFolder model, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var generation = GenerationReader.Read(model);
        var rules = Rules(model, generation);
        var done = 0L;
        var findings = new ConcurrentBag<Loophole>();
        var results = new ConcurrentBag<RuleResult>();
        var limit = options.Time / Math.Max(
            1, (rules.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
        await Parallel.ForEachAsync(
            rules,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            },
            async (rule, stop) =>
            {
                var began = Stopwatch.GetTimestamp();
                await using var oracle = await RuleOracle.CreateAsync(home, model, generation, stop);
                var all = model.Candidates.Select(candidate => databases.Of(candidate)!).ToList();
                var search = new RuleSearch(rule, oracle, generation, all, options.Seed);
                await VaryScenariosAsync(search, oracle, model, generation, stop);

                for (var number = 1; number <= options.Histories && !search.IsOver && !Over(began); number++)
                {
                    await search.TryAsync(number, stop);
                    progress?.Report(new(Interlocked.Increment(ref done), (long)rules.Count * options.Histories,
                        "histories", $"{rule}, {findings.Count} found"));
                }

                foreach (var finding in search.Findings)
                {
                    findings.Add(finding);
                }

                foreach (var result in search.Results)
                {
                    results.Add(result);
                }
            });
        return new()
        {
            Seed = options.Seed,
            Rules = rules,
            WithoutQuery =
            [
                .. model.Vocabulary.Rules.Values
                    .Where(rule => rule.Beyond is null && !generation.Never.ContainsKey(rule.Name)
                        && !generation.Unsearched.ContainsKey(rule.Name))
                    .Select(rule => rule.Name),
            ],
            Unsearched = Unsearched(model, generation),
            Results =
            [
                .. results.OrderBy(one => rules.IndexOf(one.Rule)).ThenBy(one => one.Candidate, StringComparer.Ordinal),
            ],
            Findings =
            [
                .. findings.OrderBy(one => one.Candidate, StringComparer.Ordinal)
                    .ThenBy(one => rules.IndexOf(one.Rule))
                    .ThenBy(one => one.TwoAtOnce),
            ],
        };

        bool Over(long began) => limit is { } time && Stopwatch.GetElapsedTime(began) > time;
    }

    /// <summary>One rule after the other: a scenario's people have the same names for all of them.</summary>
    private async Task VaryScenariosAsync(
        RuleSearch search, RuleOracle oracle, ModelFolder model, Generation generation,
        CancellationToken cancellationToken)
    {
        await _scenarios.WaitAsync(cancellationToken);
        try
        {
            foreach (var scenario in ScenarioVariants.Of(model, generation, oracle.Known.ToHashSet()))
            {
                await search.TryAsync(scenario, cancellationToken);
            }
        }
        finally
        {
            _scenarios.Release();
        }
    }

    public void Dispose() => _scenarios.Dispose();

    /// <summary>What <c>never:</c> gives a reason for, and what no schema holds.</summary>
    private static Dictionary<string, string> Unsearched(ModelFolder model, Generation generation) =>
        model.Vocabulary.Rules.Values
            .Select(rule => (rule.Name, Because: generation.Unsearched.GetValueOrDefault(rule.Name) ?? rule.Because))
            .Where(rule => rule.Because is not null && !generation.Never.ContainsKey(rule.Name))
            .ToDictionary(rule => rule.Name, rule => rule.Because!);

    private List<string> Rules(ModelFolder model, Generation generation)
    {
        if (generation.Never.Count == 0)
        {
            throw new UnderpinException(
                "design.never", $"{model.Path} does not say what its rules forbid.",
                "Under `generate:` in vocabulary.yaml write `never:` with a query for each rule, over tables of facts.")
            { ExitCode = ExitCode.Usage };
        }

        if (options.Rule is not { } rule)
        {
            return [.. generation.Never.Keys];
        }

        return generation.Never.ContainsKey(rule) ? [rule] : throw new UnderpinException(
            "design.rule", $"No query says what breaks the rule \"{rule}\".",
            $"Did you mean \"{NearestName.To(rule, generation.Never.Keys)}\"? Queries stand under `generate:`, "
                + "`never:` in vocabulary.yaml.")
        { ExitCode = ExitCode.Usage };
    }
}
