using Underpin.Design.Folder;
using Underpin.Design.ScoreCard.Plainness;
using Underpin.Design.Testing;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>
/// How plainly questions are answered, and whether they are as of a past day and as it was known on one.
/// </summary>
internal static class QuestionRows
{
    /// <summary>The convention: a question asks as of a day by a parameter of this name, of type date.</summary>
    private const string ValidTime = "on";

    /// <summary>And as it was known at the end of a day by one of this name.</summary>
    private const string SystemTime = "known";

    public static IEnumerable<ScoreRow> Of(Vocabulary vocabulary, IReadOnlyList<CandidateMeasure> candidates)
    {
        const string Plainness = "Plainness of questions";
        yield return ScoreRow.Of(
            Plainness, "plainness.plain", "an ORM could say",
            "Joins, filters, order and limit only, by the server's own parse of the query.",
            Better.More, candidates.Select(one => Plain(one.Questions)));
        foreach (var need in Need.All
            .Where(need => candidates.Any(one => one.Questions.Any(shape => shape.Needs.Contains(need)))))
        {
            yield return ScoreRow.Of(
                Plainness, $"plainness.{need.Replace(' ', '-')}", $"need {need}",
                "Of the questions that the candidate can say: those whose query, or a view it reads, has them.",
                Better.Less, candidates.Select(one => Needing(one.Questions, need)));
        }

        const string Time = "Answers as of a past day";
        if (!vocabulary.Questions.Values.Any(question => Takes(question, ValidTime) || Takes(question, SystemTime)))
        {
            yield break;
        }

        yield return ScoreRow.Of(
            Time, "time.valid", "what was so on a day",
            $"Questions with a parameter `{ValidTime} date` that the candidate can say, and answers rightly in every "
                + "scenario.",
            Better.More, candidates.Select(one => Answered(
                vocabulary, one, question => Takes(question, ValidTime) && !Takes(question, SystemTime))));
        yield return ScoreRow.Of(
            Time, "time.system", "what was known on a day", $"The same with a parameter `{SystemTime} date`.",
            Better.More, candidates.Select(one => Answered(vocabulary, one, question => Takes(question, SystemTime))));
    }

    private static bool Takes(Question question, string name) =>
        question.Parameters.Any(parameter => parameter.Name == name && parameter.Type == "date");

    private static ScoreCell Plain(IReadOnlyList<QuestionShape> questions)
    {
        var plain = questions.Count(shape => shape.IsPlain);
        return new($"{plain} of {questions.Count}", plain,
        [
            .. questions.Where(shape => !shape.IsPlain).Select(shape => $"{shape.Question}: "
                + (shape.Inexpressible is { } reason ? $"inexpressible: {reason}" : string.Join(", ", shape.Needs))),
        ]);
    }

    private static ScoreCell Needing(IReadOnlyList<QuestionShape> questions, string need)
    {
        var needing = questions.Where(shape => shape.Needs.Contains(need)).Select(shape => shape.Question).ToList();
        var said = questions.Count(shape => shape.Inexpressible is null);
        return new($"{needing.Count} of {said}", needing.Count, needing) { Compared = said == questions.Count };
    }

    private static ScoreCell Answered(Vocabulary vocabulary, CandidateMeasure candidate, Func<Question, bool> asked)
    {
        var questions = vocabulary.Questions.Values.Where(asked).ToList();
        if (questions.Count == 0)
        {
            return new("not asked", null, []);
        }

        var failing = questions.Select(question => (question.Name, Why: Failure(candidate, question)))
            .Where(one => one.Why is not null).ToList();
        var can = questions.Count - failing.Count;
        return new(
            failing.Count == 0 ? $"can: {can} of {can}" : can == 0 ? "cannot" : $"{can} of {questions.Count}", can,
            [.. failing.Select(one => $"{one.Name}: {one.Why}")]);
    }

    /// <summary>Null where it can be said and is right wherever it is asked.</summary>
    private static string? Failure(CandidateMeasure candidate, Question question)
    {
        if (candidate.Candidate.Questions[question.Name].Inexpressible is { } reason)
        {
            return reason;
        }

        var wrong = candidate.Cells.SelectMany(cell => cell.Misses
            .Where(miss => miss is (WrongAnswer or QuestionFailed)
                && miss.Step.StartsWith($"{question.Name}:", StringComparison.Ordinal))
            .Select(_ => cell.Scenario.Title)).Distinct().ToList();
        return wrong.Count == 0 ? null : $"wrong in {string.Join("; ", wrong)}";
    }
}
