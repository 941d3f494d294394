using Underpin.Postgres;

namespace Underpin.Changes.Folder;

/// <summary>A column of the old schema that goes away in the last step.</summary>
internal sealed record RetiredColumn(QualifiedName Table, Identifier Column)
{
    /// <summary>As the folder names it: <c>golf_courses.architect_1</c>.</summary>
    public string Plain => $"{Table.Plain}.{Column.Name}";

    /// <summary>Where change.yaml names it; for messages.</summary>
    public int Line { get; init; } = 1;
}
