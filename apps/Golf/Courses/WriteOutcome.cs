namespace Golf.Courses;

/// <summary>What became of a write.</summary>
internal enum WriteOutcome
{
    Done,
    NotFound,
    NameTaken,

    /// <summary>More than two architects while the old schema, which has two columns, leads.</summary>
    TooManyArchitects,
}
