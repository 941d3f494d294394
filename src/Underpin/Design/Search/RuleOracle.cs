using System.Globalization;
using Npgsql;
using Underpin.Design.Folder;
using Underpin.Design.Histories;
using Underpin.Postgres;

namespace Underpin.Design.Search;

/// <summary>
/// Says which rules a history breaks, without any candidate: its facts are put in temporary tables, one for each fact,
/// and the queries under <c>never:</c> look there for what must not be.
/// </summary>
internal sealed class RuleOracle : IAsyncDisposable
{
    private readonly Database _database;
    private readonly Session _session;
    private readonly Dictionary<string, HashSet<string>> _factsOf = [];
    private IReadOnlyList<string> _rules = [];
    private int _count;

    private RuleOracle(Database database, Session session) => (_database, _session) = (database, session);

    /// <summary>The facts that a rule's query looks at.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> FactsOf => _factsOf;

    /// <summary>The facts that some rule's query looks at: histories of others are not judged.</summary>
    public IEnumerable<string> Known => _factsOf.Values.SelectMany(facts => facts).Distinct();

    /// <exception cref="UnderpinException">The server refused a query: all of them are told.</exception>
    public static async Task<RuleOracle> CreateAsync(
        Database home, ModelFolder model, Generation generation, CancellationToken cancellationToken)
    {
        var oracle = await OpenAsync(home, cancellationToken);
        try
        {
            await oracle.MakeAsync(model, generation, cancellationToken);
            return oracle;
        }
        catch
        {
            await oracle.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins another history.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        // Not truncated: the plan of the breaches would be made again.
        await RunAsync(Sql.Join("; ", Known.Select(fact => Sql.Of($"delete from {Table(fact)}"))), cancellationToken);
        _count = 0;
    }

    /// <summary>Adds a fact to a history that is legal so far; the rules that it then breaks.</summary>
    public async Task<IReadOnlyList<string>> AddAsync(FactCall fact, CancellationToken cancellationToken)
    {
        await InsertAsync([fact], cancellationToken);
        // What does not look at facts of this kind finds what it found before: nothing.
        return await BrokenAsync(RulesAbout(fact), cancellationToken);
    }

    /// <summary>Adds a fact to a legal history: does it break this rule?</summary>
    public async Task<bool> AddAsync(FactCall fact, string rule, CancellationToken cancellationToken)
    {
        await InsertAsync([fact], cancellationToken);
        return (await BrokenAsync(RulesAbout(fact).Intersect([rule]), cancellationToken)).Count > 0;
    }

    /// <summary>Takes the last fact back.</summary>
    public Task TakeBackAsync(FactCall fact, CancellationToken cancellationToken) =>
        RunAsync(Sql.Of($"delete from {Table(fact.Fact.Name)} where number = $1").With(_count--), cancellationToken);

    /// <summary>The rules that a whole history breaks; what was there before is gone.</summary>
    public async Task<IReadOnlyList<string>> BreachesAsync(
        IEnumerable<FactCall> facts, CancellationToken cancellationToken)
    {
        await ClearAsync(cancellationToken);
        await InsertAsync(facts, cancellationToken);
        return await BrokenAsync(_rules, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<RuleOracle> OpenAsync(Database home, CancellationToken cancellationToken)
    {
        // The same few queries, many times.
        var settings = new NpgsqlConnectionStringBuilder(home.ConnectionString)
        {
            MaxAutoPrepare = 1000,
            AutoPrepareMinUsages = 2,
        };
        var database = new Database(settings.ConnectionString, "underpin design rules");
        try
        {
            return new(database, await database.SessionAsync(cancellationToken));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private async Task MakeAsync(ModelFolder model, Generation generation, CancellationToken cancellationToken)
    {
        // Many small queries over a handful of rows: planned once, and not compiled.
        await RunAsync(Sql.Constant("set jit = off; set plan_cache_mode = force_generic_plan"), cancellationToken);
        foreach (var fact in generation.Vocabulary.Facts.Values)
        {
            var columns = fact.Parameters.Select(parameter =>
                Sql.Of($", {new Identifier(parameter.Name)} {Sql.FromUser(parameter.Type)}"));
            await RunAsync(
                Sql.Of($"create temporary table {Table(fact.Name)} (number int, today date{Sql.Join("", columns)})"),
                cancellationToken);
        }

        var problems = new Problems();
        foreach (var view in generation.Views)
        {
            await TryAsync(
                Sql.Of($"create temporary view {new Identifier(view.Name)} as {view.Sql}"), view, problems,
                cancellationToken);
        }

        foreach (var rule in generation.Never.Values)
        {
            await TryAsync(
                Sql.Of($"create temporary view {View(rule.Name)} as select 1 as found where exists (\n{rule.Sql}\n)"),
                rule, problems, cancellationToken);
        }

        new ModelReading(model, problems.InOrder).Require();
        _rules = [.. generation.Never.Keys];
        await ReadFactsAsync(generation, cancellationToken);
    }

    private async Task ReadFactsAsync(Generation generation, CancellationToken cancellationToken)
    {
        foreach (var rule in generation.Never.Keys)
        {
            var used = Sql.Of($"""
                with recursive used (oid) as (
                    select to_regclass($1)::oid
                    union
                    select d.refobjid
                    from used u
                    join pg_rewrite w on w.ev_class = u.oid
                    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
                        and d.refclassid = 'pg_class'::regclass
                )
                select c.relname from used join pg_class c on c.oid = used.oid where c.relkind = 'r'
                """).With(View(rule).ToString());
            _factsOf[rule] = [.. await _session.QueryAsync(used, row => row.Get<string>(0), cancellationToken)];
        }
    }

    private IEnumerable<string> RulesAbout(FactCall fact) =>
        _rules.Where(rule => _factsOf[rule].Contains(fact.Fact.Name));

    private async Task<IReadOnlyList<string>> BrokenAsync(
        IEnumerable<string> rules, CancellationToken cancellationToken)
    {
        var asked = rules.ToList();
        if (asked.Count == 0)
        {
            return [];
        }

        var each = asked.Select((rule, index) => Sql.Of($"select {Number(index)} as rule from {View(rule)}"));
        return await _session.QueryAsync(
            Sql.Join(" union all ", each), row => asked[row.Get<int>(0)], cancellationToken);
    }

    private async Task InsertAsync(IEnumerable<FactCall> facts, CancellationToken cancellationToken)
    {
        var inserts = facts.Select(fact => Insert(fact, ++_count)).ToList();
        if (inserts.Count > 0)
        {
            await _session.ExecuteAsync(inserts, cancellationToken);
        }
    }

    private static Sql Insert(FactCall fact, int number)
    {
        var values = fact.Fact.Parameters.Select(
            (parameter, index) => Sql.Of($", ${Number(index + 3)}::{Sql.FromUser(parameter.Type)}"));
        return Sql.Of($"insert into {Table(fact.Fact.Name)} values ($1, $2{Sql.Join("", values)})")
            .With([number, fact.Today, .. fact.Arguments.Select(value => SqlValue.Literal(value.Text))]);
    }

    private async Task TryAsync(Sql sql, NeverQuery query, Problems problems, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(sql, cancellationToken);
        }
        catch (PostgresException exception)
        {
            problems.Add(query.Place, $"The server refused the query \"{query.Name}\": {exception.MessageText}.",
                exception.Hint ?? "Each fact is a table of its parameters, with number and today; "
                    + "a name such as from or on needs double quotes.");
        }
    }

    private async Task RunAsync(Sql sql, CancellationToken cancellationToken) =>
        await _session.ExecuteAsync(sql, cancellationToken);

    private static Sql Number(int number) => Sql.Constant(number.ToString(CultureInfo.InvariantCulture));

    private static Sql Table(string fact) => Sql.Of($"{new QualifiedName("pg_temp", fact)}");

    private static Identifier View(string rule) => new($"never {rule}");
}
