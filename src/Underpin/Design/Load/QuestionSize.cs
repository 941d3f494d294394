namespace Underpin.Design.Load;

/// <summary>A question at one size: asked with the same arguments at each.</summary>
public sealed record QuestionSize
{
    /// <summary>Histories recorded by then.</summary>
    public required int Histories { get; init; }

    /// <summary>Facts recorded by then.</summary>
    public required long Facts { get; init; }

    /// <summary>How often it was asked.</summary>
    public required int Asked { get; init; }

    /// <summary>Milliseconds, as the client sees it.</summary>
    public required double P50 { get; init; }

    /// <summary>Milliseconds.</summary>
    public required double P95 { get; init; }

    /// <summary>Milliseconds.</summary>
    public required double P99 { get; init; }

    /// <summary>Blocks of 8 KB touched, on average.</summary>
    public required double Buffers { get; init; }

    /// <summary>Rows answered, on average.</summary>
    public required double Rows { get; init; }

    /// <summary>The plan of the asking that touched most, as the server prints it.</summary>
    public required string Plan { get; init; }
}
