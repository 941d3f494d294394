namespace Underpin.Tests.Contract;

/// <summary>What one key, asked for by one caller, is answered under a plan.</summary>
internal sealed record Answer
{
    public required string Key { get; init; }

    /// <summary>Null where nobody is signed in.</summary>
    public string? User { get; init; }

    public string[] Groups { get; init; } = [];

    public required bool WritesOld { get; init; }

    public required bool WritesNew { get; init; }

    public required bool ReadsNew { get; init; }

    /// <summary><c>old</c> or <c>new</c>: the schema whose write counts.</summary>
    public required string Leader { get; init; }
}
