namespace Golf.Courses;

/// <summary>A third architect, while the schema whose write counts has two columns.</summary>
internal sealed class TooManyArchitectsException()
    : Exception("A third architect cannot be kept before the new schema leads.");
