namespace Underpin.Steps.CleanUp;

/// <summary>A column that was set aside, and what is known of it.</summary>
internal sealed record Retired
{
    /// <summary>Its name before.</summary>
    public required string Column { get; init; }

    /// <summary>The name that it was given.</summary>
    public required string SetAside { get; init; }

    /// <summary>It was not null, and will be again when it is put back.</summary>
    public required bool NotNull { get; init; }

    /// <summary>Scans of its table up to then, by the server's statistics.</summary>
    public required long ReadsThen { get; init; }

    /// <summary>Rows of its table written up to then, by the server's statistics.</summary>
    public required long WritesThen { get; init; }

    /// <summary>The file that holds its values; null before it is archived.</summary>
    public string? Archive { get; init; }

    public string? Sha256 { get; init; }

    public long? Rows { get; init; }
}
