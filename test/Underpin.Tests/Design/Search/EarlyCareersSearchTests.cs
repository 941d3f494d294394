using Underpin.Design.Search;
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
        folder.Replace(Schema, "    constraint one_mentor_at_a_time exclude using gist (ect_id with =, period with &&) deferrable,\n", "");

        var report = await RuleModel.SearchAsync(folder, new() { Seed = 1, Histories = 30, Rule = "I4" });

        Assert.Contains(report.Findings, finding => finding is { Rule: "I4", TwoAtOnce: false });
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
