namespace Underpin.Demo;

/// <summary>What the command line asked for.</summary>
internal sealed record DemoOptions
{
    public required int Courses { get; init; }

    /// <summary>Requests a second.</summary>
    public required int Rate { get; init; }

    /// <summary>Where the summary goes; null: nowhere but the screen.</summary>
    public FileInfo? Json { get; init; }

    public bool Keep { get; init; }

    public bool Plain { get; init; }
}
