namespace Underpin.Tests.Live;

internal sealed class OldCourse
{
    public required int Id { get; init; }

    public required string Name { get; set; }
}
