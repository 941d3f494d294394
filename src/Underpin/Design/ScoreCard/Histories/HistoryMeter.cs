using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.Folder;
using Underpin.Design.Testing;
using Underpin.Postgres;

namespace Underpin.Design.ScoreCard.Histories;

/// <summary>
/// Records every scenario's facts in a candidate, each scenario in a transaction that is rolled back, and looks after
/// each fact at the server's own counts of written rows and at where the stated values are stored.
/// </summary>
internal sealed class HistoryMeter(CandidateDatabase database, Session session, EntityCatalogue catalogue)
{
    private readonly Recorder _recorder = database.Recorder(session);
    private readonly StoredValues _stored = new(catalogue);
    private readonly FillQuery _fill = new(catalogue);
    private readonly List<FactTouch> _touches = [];
    private readonly List<ValueCopies> _copies = [];
    private int _stated;
    private readonly List<Fill> _fills = [];
    private readonly Dictionary<string, HashSet<string>> _sources = [];

    public async Task<HistoryMeasure> MeasureAsync(
        IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken)
    {
        var empty = await FillsAsync(cancellationToken);
        foreach (var scenario in scenarios.Where(scenario => scenario.Given.Count > 0))
        {
            await using var transaction = await session.BeginAsync(cancellationToken);
            await RecordAsync(scenario, cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
        }

        var before = empty.ToDictionary(Key);
        return new()
        {
            Given = scenarios.Sum(scenario => scenario.Given.Count),
            Touches = _touches,
            Stated = _stated,
            Copies = _copies,
            Fills =
            [
                .. _fills.GroupBy(Key).Select(same =>
                    before.TryGetValue(same.Key, out var brought)
                        ? same.Select(fill => fill.Plus(brought, -1)).Aggregate((one, other) => one.Plus(other, 1))
                        : same.Aggregate((one, other) => one.Plus(other, 1))),
            ],
            Sources = _sources.ToDictionary(one => one.Key, one => (IReadOnlySet<string>)one.Value),
            Catalogue = catalogue,
        };
    }

    private static (QualifiedName, (string, string)?) Key(Fill fill) => (fill.Table, fill.Kind);

    private async Task RecordAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var values = scenario.Given.SelectMany(StatedValue.Of).Select(stated => stated.Value).Distinct().ToArray();
        var before = await LookAsync(values, cancellationToken);
        foreach (var fact in scenario.Given)
        {
            if (!(await _recorder.RecordAsync(fact, cancellationToken)).Succeeded)
            {
                // The rest of the history would say nothing; an aborted transaction can be asked nothing.
                return;
            }

            var after = await LookAsync(values, cancellationToken);
            _touches.Add(after.TouchSince(before, scenario.Title, fact));
            Trace(fact, before, after);
            Count(scenario, fact, before, after);
            before = after;
        }

        _fills.AddRange(await FillsAsync(cancellationToken));
    }

    /// <summary>Which columns took a value of this fact.</summary>
    private void Trace(FactCall fact, Look before, Look after)
    {
        foreach (var stated in StatedValue.Of(fact))
        {
            foreach (var (place, count) in after.Stored.Where(one => one.Key.Value == stated.Value))
            {
                if (count > before.Stored.GetValueOrDefault(place))
                {
                    var column = _stored.Column(place.Column).Plain;
                    _sources.TryAdd(column, []);
                    _sources[column].Add($"{fact.Fact.Name}.{stated.Parameter}");
                }
            }
        }
    }

    /// <summary>Values of the history of which this fact left more cells than it stated itself.</summary>
    private void Count(Scenario scenario, FactCall fact, Look before, Look after)
    {
        var stated = StatedValue.Of(fact).ToLookup(one => one.Value);
        _stated += stated.Sum(one => one.Count());
        // A column in which one value only took the place of another has no cell more: a name that was changed, say.
        var grown = after.Stored.Keys.Union(before.Stored.Keys)
            .Select(place => (Place: place,
                More: after.Stored.GetValueOrDefault(place) - before.Stored.GetValueOrDefault(place)))
            .GroupBy(one => one.Place.Column).Where(column => column.Sum(one => one.More) > 0)
            .SelectMany(column => column).Where(one => one.More > 0);
        var today = fact.Today is { } day ? Days.Say(day) : null;
        foreach (var value in grown.GroupBy(one => one.Place.Value))
        {
            var (stored, said) = (value.Sum(one => one.More), stated[value.Key].Count());
            // When a fact was recorded is no copy of what another one states.
            if (stored > said && (said > 0 || value.Key != today))
            {
                _copies.Add(new(
                    scenario.Title, fact.Say(), value.Key, said, stored,
                    [.. value.Select(one => $"{_stored.Column(one.Place.Column).Plain}{Times(one.More)}")]));
            }
        }
    }

    private static string Times(long count) => count == 1 ? "" : $" × {count}";

    private Task<Look> LookAsync(string[] values, CancellationToken cancellationToken) =>
        Look.TakeAsync(session, _stored.Query.With(values), cancellationToken);

    private Task<List<Fill>> FillsAsync(CancellationToken cancellationToken) =>
        session.QueryAsync(_fill.Query, _fill.Read, cancellationToken);
}
