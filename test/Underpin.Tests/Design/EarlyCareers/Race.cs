namespace Underpin.Tests.Design.EarlyCareers;

/// <summary>
/// Two facts, each legal, together not. <c>#</c> stands for the number of the round, so that rounds do not meet.
/// </summary>
/// <param name="Name">What the two want.</param>
/// <param name="Given">What is recorded before.</param>
/// <param name="One">The one fact.</param>
/// <param name="Other">The other.</param>
/// <param name="Mechanisms">What keeps them apart: <c>TABLE.CONSTRAINT</c>, or <c>FUNCTION()</c> that locks a
/// row.</param>
internal sealed record Race(string Name, string[] Given, string One, string Other, params string[] Mechanisms)
{
    private const string Ect = "ect_joins_school: [Ari#, S1, 2024-09-02, ~]";
    private const string Mentor = "mentor_joins_school: [Max#, S1, 2024-09-02, ~]";
    private const string Training =
        "training_starts: [Ari#, ect, S1, LPA, DP1, 2024, standard-september, 2024-09-16, ~]";

    public static IReadOnlyList<Race> All { get; } =
    [
        new("two schools for one ECT", ["qts_awarded: [Ari#, 2024-07-01]"],
            "ect_joins_school: [Ari#, S1, 2024-09-02, ~]", "ect_joins_school: [Ari#, S2, 2025-01-06, 2025-01-06]",
            "ect_at_school_periods.ect_at_one_school_at_a_time"),
        new("two new schools for one ECT", [Ect],
            "ect_moves_school: [Ari#, S2, 2025-09-01]", "ect_moves_school: [Ari#, S3, 2025-09-01]",
            "ect_at_school_periods.ect_at_one_school_at_a_time"),
        new("two times of one mentor at one school", ["qts_awarded: [Max#, 2020-07-01]"],
            "mentor_joins_school: [Max#, S1, 2024-09-02, ~]", "mentor_joins_school: [Max#, S1, 2025-01-06, ~]",
            "mentor_at_school_periods.mentor_at_a_school_once_at_a_time"),
        new("two mentors for one ECT", [Ect, Mentor, "mentor_joins_school: [Ned#, S1, 2024-09-02, ~]"],
            "mentoring_starts: [Max#, Ari#, S1, 2024-09-16, ~]",
            "mentoring_starts: [Ned#, Ari#, S1, 2024-09-16, 2024-09-16]",
            "mentorship_periods.one_mentor_at_a_time"),
        new("two providers for one ECT", [Ect],
            Training, "training_starts: [Ari#, ect, S1, LPB, DP3, 2024, standard-september, 2024-09-16, ~]",
            "training_periods.one_training_at_a_time_in_a_role"),
        new("two bodies for one ECT", [Ect],
            "induction_claimed: [Ari#, AB1, 2024-09-16, ~, ~]",
            "induction_claimed: [Ari#, AB2, 2024-12-02, 2024-12-20, 0.1]",
            "induction_periods.one_appropriate_body_at_a_time"),
        new("an ECT's time at school is shortened, a mentorship added", [Ect, Mentor],
            "school_dates_corrected: [Ari#, ect, S1, 2024-09-02, 2024-09-02, 2025-02-28]",
            "mentoring_starts: [Max#, Ari#, S1, 2024-09-16, ~]", "mentorship_fits_ect()"),
        new("a mentor's time at school is moved, a mentorship added", [Ect, Mentor],
            "school_dates_corrected: [Max#, mentor, S1, 2024-09-02, 2024-09-30, ~]",
            "mentoring_starts: [Max#, Ari#, S1, 2024-09-16, ~]", "mentorship_fits_mentor()"),
        new("an ECT's time at school is shortened, training added", [Ect],
            "school_dates_corrected: [Ari#, ect, S1, 2024-09-02, 2024-09-02, 2025-02-28]", Training,
            "training_fits_ect()"),
        new("a mentor's time at school is shortened, training added", [Mentor],
            "school_dates_corrected: [Max#, mentor, S1, 2024-09-02, 2024-09-02, 2025-02-28]",
            "training_starts: [Max#, mentor, S1, LPA, DP1, 2024, standard-september, 2024-09-16, ~]",
            "training_fits_mentor()"),
        new("an ECT's time at school is moved, training lengthened",
            [Ect, "training_starts: [Ari#, ect, S1, LPA, DP1, 2024, standard-september, 2024-09-16, 2024-12-20]"],
            "school_dates_corrected: [Ari#, ect, S1, 2024-09-02, 2024-09-16, ~]",
            "training_dates_corrected: [Ari#, ect, 2024-09-16, 2024-09-09, 2024-12-20]", "training_fits_ect()"),
        new("QTS is awarded, induction claimed before it", [Ect],
            "qts_awarded: [Ari#, 2024-10-01]", "induction_claimed: [Ari#, AB1, 2024-09-16, ~, ~]",
            "induction_after_qts()"),
        new("a schedule is changed, a declaration made in the old one's window", [Ect, Training],
            "training_changes: [Ari#, ect, S1, LPA, DP1, 2024, standard-april, 2024-09-16]",
            "declared: [Ari#, ect, LPA, started, 2024-10-10]",
            // The key would wait as well: a generated column in what it refers to makes each update one of the key.
            "declaration_within_milestone()", "declarations.declared_of_training"),
        new("two declarations of one type", [Ect, Training],
            "declared: [Ari#, ect, LPA, started, 2024-10-10]", "declared: [Ari#, ect, LPA, started, 2024-10-11]",
            "declarations.one_live_declaration_of_a_type"),
        new("two declarations out of sequence",
            ["ect_joins_school: [Ari#, S1, 2025-09-01, ~]",
                "training_starts: [Ari#, ect, S1, LPA, DP1, 2025, extended-september, 2025-09-01, ~]"],
            "declared: [Ari#, ect, LPA, retained-2, 2026-04-10]", "declared: [Ari#, ect, LPA, retained-1, 2026-04-20]",
            "declarations_in_sequence()"),
        new("one e-mail address for two people", [Ect, Mentor],
            "email_recorded: [Ari#, head#@school.example, 2024-09-02, ~]",
            "email_recorded: [Max#, head#@school.example, 2025-01-06, ~]", "email_periods.email_is_one_person_s"),
    ];

    public override string ToString() => Name;
}
