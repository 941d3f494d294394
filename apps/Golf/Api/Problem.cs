using Golf.Courses;

namespace Golf.Api;

/// <summary>What went wrong, as RFC 9457 has it.</summary>
internal static class Problem
{
    public static IResult NotFound(string course) => Results.Problem(
        title: "There is no such golf course.", detail: $"\"{course}\" is not known here.",
        statusCode: StatusCodes.Status404NotFound);

    public static IResult NameTaken(string course) => Results.Problem(
        title: "The name is taken.", detail: $"Another golf course is called \"{course}\".",
        statusCode: StatusCodes.Status409Conflict);

    /// <summary>For now: what cannot be kept today may be tomorrow.</summary>
    public static IResult TooManyArchitects() => Results.Problem(
        title: "A course has at most two architects for now.",
        detail: "More than two can be kept as soon as the new schema leads; nothing was changed.",
        statusCode: StatusCodes.Status409Conflict);

    public static IResult Invalid(IEnumerable<(string Field, string Message)> problems) => Results.ValidationProblem(
        problems.GroupBy(problem => problem.Field)
            .ToDictionary(field => field.Key, field => field.Select(problem => problem.Message).ToArray()),
        title: "The course cannot be kept like this.");

    public static IResult From(WriteOutcome outcome, string name, string newName) => outcome switch
    {
        WriteOutcome.NotFound => NotFound(name),
        WriteOutcome.NameTaken => NameTaken(newName),
        WriteOutcome.TooManyArchitects => TooManyArchitects(),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a problem."),
    };
}
