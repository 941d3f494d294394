using System.Reflection;
using Npgsql;
using Underpin.Postgres;
using Underpin.Postgres.Scripts;
using Underpin.Postgres.Watching;
using Underpin.Rules;

namespace Underpin.Tests.Rules;

public sealed class RulesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names { get; } = [.. AllRules.List.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_rule_refuses_every_statement_of_its_bad_script(string name)
    {
        var rule = AllRules.List.Single(rule => rule.Name == name);
        var seen = await WatchAsync(EmbeddedSql.Beside(rule.GetType(), "bad.sql").Text);

        Assert.All(seen, observation =>
        {
            var findings = rule.Judge(observation).ToList();
            Assert.True(findings.Count > 0, $"Nothing against: {observation.Statement.Text}");
            Assert.All(
                findings, finding => Assert.Equal((name, observation.Statement.Line), (finding.Rule, finding.Line)));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_rule_has_anything_against_a_good_script(string name)
    {
        var rule = AllRules.List.Single(rule => rule.Name == name);
        var seen = await WatchAsync(EmbeddedSql.Beside(rule.GetType(), "good.sql").Text);

        Assert.Empty(seen.SelectMany(AllRules.Judge).Select(finding => $"{finding.Rule}: {finding.Message}"));
    }

    [Theory]
    [InlineData("alter table golf_courses rename column town to city", "renames",
        "column golf_courses.town is renamed to city.")]
    [InlineData("alter table golf_courses drop column town", "takes-away", "column golf_courses.town is dropped.")]
    [InlineData("alter table golf_courses alter column holes type bigint", "retypes",
        "column golf_courses.holes changes its type from smallint to bigint.")]
    [InlineData("create index on golf_courses (par)", "blocks-while-it-scans",
        "table golf_courses is read through under a SHARE lock: nobody can write it meanwhile.")]
    [InlineData("alter table golf_courses add constraint c check (par > 0)", "blocks-while-it-scans",
        "table golf_courses is read through under an ACCESS EXCLUSIVE lock: nobody can read or write it meanwhile.")]
    public async Task A_finding_says_what_happened_to_which_object(string statement, string rule, string message)
    {
        var seen = await WatchAsync($"\n{statement};");

        var finding = seen.SelectMany(AllRules.Judge).First(finding => finding.Rule == rule);
        Assert.Equal(message, finding.Message);
        Assert.Equal(2, finding.Line);
        Assert.Equal("expand.sql", finding.File);
    }

    [Fact]
    public async Task A_role_that_a_script_creates_is_not_created_by_looking_at_it()
    {
        await using var database = new Database(await NewHouseAsync(), "test");
        await using var connection = await database.OpenAsync(Cancellation);
        await WatchAsync("create role seen_by_a_rule", connection);

        await using var look = new NpgsqlCommand(
            "select count(*) from pg_roles where rolname = 'seen_by_a_rule'", connection);
        Assert.Equal(0L, await look.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task What_a_statement_added_is_told_without_what_comes_along_with_it()
    {
        var seen = await WatchAsync(
            """
            create table architects (
                id bigint generated always as identity primary key,
                name text unique check (name <> '')
            );
            alter table golf_courses add column architect_id bigint references architects;
            create index concurrently on golf_courses (architect_id);
            create function f(int, text) returns int language sql begin atomic
                select 1;
                select case when true then 2 end;
            end;
            """);

        Assert.Equal(
            [
                "table public.architects", "table column public.golf_courses.architect_id",
                "index public.golf_courses_architect_id_idx", "function public.f(integer,pg_catalog.text)",
            ],
            seen.SelectMany(observation => observation.Difference.AddedByThemselves)
                .Select(entry => $"{entry.Type} {entry.Identity}"));
    }

    private static async Task<string> NewHouseAsync()
    {
        var connectionString = await TestServer.NewDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(connectionString);
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Underpin.Tests.Rules.house.sql")!);
        await using var command = source.CreateCommand(await reader.ReadToEndAsync(Cancellation));
        await command.ExecuteNonQueryAsync(Cancellation);
        return connectionString;
    }

    private static async Task<List<Observation>> WatchAsync(string script)
    {
        await using var database = new Database(await NewHouseAsync(), "test");
        await using var connection = await database.OpenAsync(Cancellation);
        return await WatchAsync(script, connection);
    }

    private static async Task<List<Observation>> WatchAsync(string script, NpgsqlConnection connection)
    {
        var watch = await StatementWatch.BeginAsync(new Session(connection), [], Cancellation);
        var seen = new List<Observation>();
        foreach (var statement in Script.Split("expand.sql", script))
        {
            seen.Add(await watch.WatchAsync(statement, script, Cancellation));
        }

        return seen;
    }
}
