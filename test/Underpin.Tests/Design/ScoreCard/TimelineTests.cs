using Underpin.Design.Folder;
using Underpin.Design.ScoreCard.Page;

namespace Underpin.Tests.Design.ScoreCard;

public sealed class TimelineTests
{
    private const string Vocabulary = """
        facts:
          - ect_joins_school(ect text, school text, from date, until date)
          - ect_moves_school(ect text, school text, from date)
          - ect_leaves_school(ect text, school text, on date)
          - trn_recorded(person text, trn text)
          - mentoring_starts(mentor text, ect text, school text, from date, until date)
          - mentor_funding_ends(mentor text, on date)
          - mentor_joins_school(mentor text, school text, from date, until date)
          - training_starts(person text, role text, school text, from date, until date)
        questions:
          - school_of(ect text, on date) returns (school text)
          - school_of_as_known(ect text, on date, known date) returns (school text)
        """;

    private const string Ends = """

        ends:
          ect_leaves_school:
            ect: [ect, school]
            mentoring: [ect, school]
            training: { same: { person: ect, school: school }, with: { role: ect } }
          ect_moves_school: { mentoring: [ect] }
          mentor_funding_ends: { training: { same: { person: mentor }, with: { role: mentor } } }
        """;

    [Fact]
    public void A_leaving_ends_what_the_vocabulary_says_that_it_ends_and_nothing_else()
    {
        var timeline = Of("""
            - scenario: Leaves
              given:
                - ect_joins_school: [Ann, First, 2020-01-01, ~]
                - mentoring_starts: [Max, Ann, First, 2020-01-01, ~]
                - mentoring_starts: [Max, Bob, First, 2020-01-01, ~]
                - training_starts: [Ann, ect, First, 2020-01-01, ~]
                - training_starts: [Ann, mentor, First, 2020-01-02, ~]
                - mentoring_starts: [Mia, Ann, First, 2020-09-01, ~]
                - ect_leaves_school: [Ann, First, 2020-06-30]
            """);
        var left = Day(2020, 6, 30);
        Assert.Equal(
            [left, left, double.PositiveInfinity, left, double.PositiveInfinity, Day(2020, 8, 31)], Untils(timeline));
    }

    [Fact]
    public void What_a_move_ends_ends_the_day_before()
    {
        var timeline = Of("""
            - scenario: Moves
              given:
                - ect_joins_school: [Ann, First, 2020-01-01, ~]
                - mentoring_starts: [Max, Ann, First, 2020-01-01, ~]
                - ect_moves_school: [Ann, Second, 2020-07-01]
            """);
        Assert.Equal([Day(2020, 6, 30), Day(2020, 6, 30), double.PositiveInfinity], Untils(timeline));
    }

    [Fact]
    public void A_fact_that_ends_something_else_does_not_end_what_its_name_begins_with()
    {
        var timeline = Of("""
            - scenario: Funding ends
              given:
                - mentor_joins_school: [Max, First, 2020-01-01, ~]
                - training_starts: [Max, mentor, First, 2020-01-01, ~]
                - mentor_funding_ends: [Max, 2020-06-30]
            """);
        Assert.Equal([double.PositiveInfinity, Day(2020, 6, 30)], Untils(timeline));
    }

    [Fact]
    public void A_leaving_ends_what_a_joining_began_and_a_move_ends_it_the_day_before()
    {
        var timeline = Of("""
            - scenario: Moves
              given:
                - trn_recorded: [Ann, '1234567']
                - ect_joins_school: [Ann, First, 2020-01-01, ~]
                - ect_moves_school: [Ann, Second, 2020-06-01]
                - ect_leaves_school: [Ann, Second, 2021-07-31]
                - ect_joins_school: [Bob, First, 2020-01-01, 2020-02-01]
              answers:
                - school_of: [Ann, 2020-05-31]
                  is: First
            """);
        Assert.Equal(
            [
                ("First", Day(2020, 1, 1), Day(2020, 5, 31)), ("Second", Day(2020, 6, 1), Day(2021, 7, 31)),
                ("First", Day(2020, 1, 1), Day(2020, 2, 1)),
            ],
            timeline.Items.Where(item => item.Kind == ItemKind.Span)
                .Select(item => (item.Text, item.From, item.Until!.Value)));
        Assert.Equal(["trn_recorded: [Ann, 1234567]"], timeline.Undated);
        var answer = Assert.Single(timeline.Items, item => item.Kind == ItemKind.Answer);
        Assert.Equal(("school_of Ann → First", Day(2020, 5, 31)), (answer.Text, answer.From));
    }

    [Fact]
    public void A_question_of_what_was_known_tells_when()
    {
        var timeline = Of("""
            - scenario: Known
              given:
                - ect_joins_school: [Ann, First, 2020-01-01, ~]
              answers:
                - school_of_as_known: [Ann, 2020-05-31, 2020-07-01]
                  is: First
            """);
        var answer = Assert.Single(timeline.Items, item => item.Kind == ItemKind.Answer);
        Assert.Equal(("school_of_as_known Ann known 2020-07-01 → First", Day(2020, 5, 31)), (answer.Text, answer.From));
    }

    [Fact]
    public void What_must_be_refused_ends_nothing()
    {
        var timeline = Of("""
            - scenario: Twice
              given:
                - ect_joins_school: [Ann, First, 2020-01-01, ~]
              refuses:
                - ect_moves_school: [Ann, Second, 2019-06-01]
            """);
        Assert.Equal(double.PositiveInfinity, Assert.Single(timeline.Items, item => item.Kind == ItemKind.Span).Until);
        Assert.Equal(("Ann", "ect"), Assert.Single(timeline.Items, item => item.Kind == ItemKind.Refusal).Lane);
    }

    [Fact]
    public void A_history_without_dates_is_shown_in_its_order()
    {
        var timeline = Of("""
            - scenario: Numbers
              given:
                - trn_recorded: [Ann, '1234567']
                - trn_recorded: [Bob, '7654321']
              refuses:
                - trn_recorded: [Bob, '1234567']
            """);
        Assert.False(timeline.IsDated);
        Assert.Equal([0.0, 1.0, 2.0], timeline.Items.Select(item => item.From));
    }

    private static double Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber;

    private static IEnumerable<double> Untils(Timeline timeline) =>
        timeline.Items.Where(item => item.Kind == ItemKind.Span).Select(item => item.Until!.Value);

    private static Timeline Of(string scenario)
    {
        using var golf = new GolfModel();
        golf.Write("vocabulary.yaml", Vocabulary + Ends).Write("scenarios/courses.yaml", scenario);
        var model = ModelFolderReader.Read(golf.Path).Model;
        return Timeline.Of(Assert.Single(model.Scenarios), model.Vocabulary);
    }
}
