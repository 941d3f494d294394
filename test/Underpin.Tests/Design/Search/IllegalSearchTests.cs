using Npgsql;
using Underpin.Design.Search;
using Underpin.Postgres.Scripts;

namespace Underpin.Tests.Design.Search;

/// <summary>The search for illegal histories, on candidates whose one fault is known.</summary>
public sealed class IllegalSearchTests
{
    private static readonly SearchOptions _options = new() { Seed = 1, Histories = 40 };

    [Fact]
    public async Task Nothing_is_found_in_a_candidate_that_holds_its_rules()
    {
        using var folder = RuleModel.Create();

        var report = await RuleModel.SearchAsync(folder, _options);

        Assert.Empty(report.Findings);
        Assert.Equal(ExitCode.Done, report.ExitCode);
        // It was really tried, and the schema itself spoke each time.
        Assert.All(report.Results, result => Assert.InRange(result.Offered, 20, 10_000));
        Assert.All(report.Results, result => Assert.Equal(result.Offered, result.Refused));
        Assert.All(report.Results, result => Assert.Equal(0, result.Lost));
        Assert.True(report.Results.Single(result => result.Rule == "one-school").Pairs > 5);
        Assert.Equal(["other"], report.WithoutQuery);
    }

    [Fact]
    public async Task A_period_that_leaves_out_its_last_day_is_found_in_two_facts()
    {
        using var folder = RuleModel.Create();
        folder.Replace("candidates/periods/facts.sql",
            ":school, daterange(:from, :until, '[]')", ":school, daterange(:from, :until, '[)')");

        var report = await RuleModel.SearchAsync(folder, _options with { Rule = "one-school" });

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("periods", "one-school", false), (finding.Candidate, finding.Rule, finding.TwoAtOnce));
        Assert.Equal(["joins", "joins"], finding.History.Facts.Select(fact => fact.Fact.Name));
        Assert.Equal(ExitCode.Findings, report.ExitCode);
    }

    [Fact]
    public async Task A_constraint_that_is_missing_is_found_and_the_script_reproduces_it()
    {
        using var folder = RuleModel.Create();
        folder.Replace("candidates/periods/schema.sql",
            "create trigger within after insert on mentorings for each row execute function mentoring_within();", "");

        var report = await RuleModel.SearchAsync(folder, _options);

        var finding = Assert.Single(report.Findings);
        Assert.Equal("within", finding.Rule);
        // A spell for the foreign key, and mentoring on other days.
        Assert.Equal(["joins", "mentored"], finding.History.Facts.Select(fact => fact.Fact.Name));
        var schema = await File.ReadAllTextAsync(
            Path.Combine(folder.Path, "candidates/periods/schema.sql"), RuleModel.Stop);
        await using var connection = new NpgsqlConnection(await TestServer.NewDatabaseAsync());
        await connection.OpenAsync(RuleModel.Stop);
        foreach (var script in new[] { schema, finding.Script })
        {
            foreach (var statement in Script.Split("script.sql", script))
            {
                await using var command = new NpgsqlCommand(statement.Text, connection);
                await command.ExecuteNonQueryAsync(RuleModel.Stop);
            }
        }

        await using var stray = new NpgsqlCommand(
            "select count(*) from mentorings m join spells s on s.id = m.spell_id where not s.days @> m.days",
            connection);
        Assert.Equal(1L, await stray.ExecuteScalarAsync(RuleModel.Stop));
    }

    [Fact]
    public async Task Two_transactions_at_once_pass_a_trigger_that_takes_no_lock()
    {
        using var folder = RuleModel.Create();
        // Right for one transaction alone: it looks at what is committed.
        folder.Replace("candidates/periods/schema.sql",
                ",\n    constraint one_school exclude using gist (teacher with =, days with &&)\n", "\n")
            .Replace("candidates/periods/schema.sql", "create trigger within", """
                create function one_school() returns trigger language plpgsql as $$
                begin
                    if exists (select from spells s
                            where s.teacher = new.teacher and s.id <> new.id and s.days && new.days) then
                        raise 'at another school then';
                    end if;
                    return null;
                end $$;
                create trigger one_school after insert on spells for each row execute function one_school();
                create trigger within
                """);

        var report = await RuleModel.SearchAsync(folder, _options with { Rule = "one-school" });

        var finding = Assert.Single(report.Findings);
        Assert.True(finding.TwoAtOnce);
        Assert.Equal(["joins", "joins"], finding.History.Facts.Select(fact => fact.Fact.Name));
        Assert.Contains("-- another session", finding.Script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_are_no_breach_where_one_order_of_them_is_legal()
    {
        using var folder = RuleModel.Create();
        // Joining comes before being mentored; two transactions at once may have come in that order.
        folder.Replace("vocabulary.yaml", "  never:\n", """
              never:
                other: select from mentored m join joins j using (teacher) where j.number > m.number

            """)
            .Replace("candidates/periods/schema.sql", "create trigger within", """
                create function joins_first() returns trigger language plpgsql as $$
                begin
                    if exists (select from spells s
                            join mentorings m on m.spell_id = s.id where s.teacher = new.teacher) then
                        raise 'mentored already';
                    end if;
                    return null;
                end $$;
                create trigger joins_first after insert on spells for each row execute function joins_first();
                create trigger within
                """);

        var report = await RuleModel.SearchAsync(folder, _options with { Rule = "other" });

        Assert.Empty(report.Findings);
        Assert.All(report.Results, result => Assert.True(result.Offered > 5));
    }

    [Fact]
    public async Task A_rule_that_no_query_can_say_has_a_reason()
    {
        using var folder = RuleModel.Create();
        folder.Replace("vocabulary.yaml", "  never:\n", "  never:\n    other: { because: it is about an answer }\n");

        var report = await RuleModel.SearchAsync(folder, _options with { Histories = 1 });

        Assert.Empty(report.WithoutQuery);
        Assert.Equal("it is about an answer", report.Unsearched["other"]);
        Assert.Equal(["one-school", "within"], report.Rules);
    }

    [Fact]
    public async Task What_stands_under_search_is_tried()
    {
        using var folder = RuleModel.Create();
        folder.Replace("vocabulary.yaml", "    mentored: { weight: 2, after: { joins: [teacher] } }\n", "")
            .Replace("vocabulary.yaml", "  views:\n",
                "  search:\n    mentored: { weight: 2, after: { joins: [teacher] } }\n  views:\n");

        var report = await RuleModel.SearchAsync(folder, _options with { Rule = "within" });

        Assert.True(Assert.Single(report.Results).Offered > 5);
    }

    [Fact]
    public async Task A_scenario_s_refusal_is_varied_without_any_random_history()
    {
        using var folder = RuleModel.Create();
        // The scenario itself is refused; one day later is not.
        folder.Replace("candidates/periods/facts.sql",
                ":school, daterange(:from, :until, '[]')", ":school, daterange(:from, :until, '[)')")
            .Write("scenarios/courses.yaml", """
                - scenario: Two schools
                  given:
                    - joins: [Emily, Springfield, 2021-09-01, 2021-09-20]
                  refuses:
                    - joins: [Emily, Bayside, 2021-09-19, 2021-12-31]
                """);

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 1, Histories = 0, Rule = "one-school" });

        var finding = Assert.Single(report.Findings);
        Assert.Equal("- joins: [Emily, Springfield, 2021-09-01, 2021-09-20]"
            .Split(',')[0], finding.History.Lines.First().Split(',')[0]);
    }

    [Fact]
    public async Task The_same_seed_finds_the_same()
    {
        using var folder = RuleModel.Create();
        folder.Replace("candidates/periods/facts.sql",
            ":school, daterange(:from, :until, '[]')", ":school, daterange(:from, :until, '[)')");

        var first = await RuleModel.SearchAsync(folder, _options with { Rule = "one-school" });
        var again = await RuleModel.SearchAsync(folder, _options with { Rule = "one-school" });

        Assert.Equal(first.Findings.Select(one => one.Script), again.Findings.Select(one => one.Script));
    }

    [Fact]
    public async Task Queries_that_the_server_refuses_and_rules_without_one_are_told()
    {
        using var folder = RuleModel.Create();
        folder.Replace("vocabulary.yaml", "select from spell a join", "select from spel a join");

        var refused = await Assert.ThrowsAsync<UnderpinException>(
            () => RuleModel.SearchAsync(folder, _options with { Rule = "within" }));
        Assert.Contains("The server refused the query \"one-school\": relation \"spel\" does not exist.",
            refused.Message, StringComparison.Ordinal);

        using var whole = RuleModel.Create();
        var unknown = await Assert.ThrowsAsync<UnderpinException>(
            () => RuleModel.SearchAsync(whole, _options with { Rule = "other" }));
        Assert.Equal("design.rule", unknown.Code);
    }
}
