namespace Golf.Api;

/// <summary>A request's body that is not a course in the shape it claims.</summary>
internal sealed class UnreadableCourseException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}
