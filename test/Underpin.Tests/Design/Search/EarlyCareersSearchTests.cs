using Underpin.Tests.Shape;

namespace Underpin.Tests.Design.Search;

/// <summary>The search on the early careers record: seeded faults are found, and the candidate itself stands.</summary>
public sealed class EarlyCareersSearchTests
{
    private const string Schema = "candidates/separate-periods/schema.sql";

    [Fact]
    public async Task Periods_that_leave_out_their_last_day_accept_a_one_day_overlap()
    {
        using var folder = Copy("separate-periods");
        folder.Replace(Schema, "else daterange(first, last, '[]') end", "else daterange(first, last, '[)') end");

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 1, Histories = 30, Rule = "I2" });

        var finding = Assert.Single(report.Findings, finding => !finding.TwoAtOnce);
        Assert.Equal(2, finding.History.Facts.Count(fact => fact.Fact.Name == "ect_joins_school"));
    }

    [Fact]
    public async Task A_constraint_that_is_gone_is_missed()
    {
        using var folder = Copy("separate-periods");
        folder.Replace(Schema,
            "    constraint one_mentor_at_a_time exclude using gist (ect_id with =, period with &&) deferrable,\n", "");

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 1, Histories = 30, Rule = "I4" });

        Assert.Contains(report.Findings, finding => finding is { Rule: "I4", TwoAtOnce: false });
    }

    /// <summary>A rule, and what in the schema holds it.</summary>
    public static TheoryData<string, string> Mechanisms => new()
    {
        { "I7", "alter table mentorship_periods drop constraint ect_is_at_the_school" },
        { "I11", "alter table training_periods drop constraint training_in_one_role" },
        { "I12", "alter table training_periods drop constraint programme_and_what_goes_with_it" },
        { "I14", "alter table training_periods drop constraint withdrawal_has_reason" },
        { "I15", "alter table training_periods drop constraint ect_is_no_mentor_when_withdrawing" },
        { "I17", "alter table training_periods drop constraint partnership_agreed" },
        { "I19", "alter table declarations drop constraint declared_of_training" },
        { "I20", "drop trigger ect_period_covers on ect_at_school_periods" },
        { "I23", "drop index one_outcome; drop trigger outcome_stands on induction_periods" },
        { "I25", "alter table induction_periods drop constraint one_appropriate_body_at_a_time" },
        { "I27", "alter table contract_periods drop constraint contract_periods_do_not_overlap" },
        { "I30", "drop trigger declaration_within_milestone on declarations" },
        { "contract-frozen", "drop trigger no_newcomer_to_frozen_year on training_periods" },
        { "contract-frozen", "drop trigger declaration_while_paid_for on declarations" },
        { "slot-declared", "drop trigger declaration_moves_forward on declarations" },
        { "after-withdrawal", "drop trigger declaration_before_withdrawal on declarations" },
        { "in-sequence", "drop trigger declarations_in_sequence on declarations" },
        { "mentor-types", "drop trigger mentor_declares_start_and_end on declarations" },
        { "funded-once", "drop trigger mentor_training_while_funded on training_periods" },
        { "named", "alter table school_partnerships drop constraint school_partnerships_delivery_partner_id_fkey" },
    };

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public async Task A_rule_whose_mechanism_is_gone_is_missed(string rule, string without)
    {
        using var folder = Copy("separate-periods");
        folder.Write(Schema, $"{Text(folder)}\n{without};\n");

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 1, Histories = 400, Rule = rule });

        Assert.Contains(report.Findings, finding => finding.Rule == rule && !finding.TwoAtOnce);
    }

    [Theory]
    [InlineData("I5")]
    [InlineData("I6")]
    [InlineData("I9")]
    [InlineData("I22")]
    public async Task Two_transactions_at_once_pass_a_trigger_that_locks_no_row(string rule)
    {
        using var folder = Copy("separate-periods");
        folder.Write(Schema, Text(folder).Replace(" for share;", ";", StringComparison.Ordinal));

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 1, Histories = 200, Rule = rule });

        var finding = Assert.Single(report.Findings);
        Assert.True(finding.TwoAtOnce, finding.Script);
    }

    [Fact]
    public async Task Every_rule_has_a_query_or_a_reason()
    {
        using var folder = Copy("separate-periods");

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 3, Histories = 1 });

        Assert.Empty(report.Findings.Select(finding => finding.Script));
        Assert.Empty(report.WithoutQuery);
        Assert.Equal(["I31"], report.Unsearched.Keys);
    }

    [Theory]
    [InlineData("I2")]
    [InlineData("I4")]
    [InlineData("I5")]
    [InlineData("I10")]
    [InlineData("I21")]
    public async Task Separate_periods_accept_nothing_illegal(string rule)
    {
        using var folder = Copy("separate-periods");

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 2, Histories = 10, Rule = rule });

        Assert.Empty(report.Findings.Select(finding => finding.Script));
        Assert.All(report.Results, result => Assert.True(result.Offered > 5, $"{result.Offered} were offered"));
    }

    [Theory]
    [InlineData("induction-records")]
    [InlineData("tenureships")]
    public async Task The_models_that_lost_accept_illegal_histories(string candidate)
    {
        using var folder = Copy(candidate);

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 1, Histories = 30, Rule = "I2" });

        Assert.Contains(report.Findings, finding => finding.Candidate == candidate);
    }

    private static string Text(GolfModel folder) => File.ReadAllText(Path.Combine(folder.Path, Schema));

    private static GolfModel Copy(string candidate)
    {
        var model = Path.Combine(Repository.Root, "apps/EarlyCareers/database/model");
        var folder = new GolfModel();
        Directory.Delete(folder.Path, recursive: true);
        folder.Write("vocabulary.yaml", File.ReadAllText(Path.Combine(model, "vocabulary.yaml")));
        foreach (var file in Directory.GetFiles(Path.Combine(model, "candidates", candidate), "*.sql"))
        {
            folder.Write($"candidates/{candidate}/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        return folder;
    }
}
