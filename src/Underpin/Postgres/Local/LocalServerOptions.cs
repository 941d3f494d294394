namespace Underpin.Postgres.Local;

/// <summary>How a server on this machine is made and started.</summary>
internal sealed record LocalServerOptions
{
    /// <summary>Its full path; it is made where it does not exist.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// The password of the superuser <c>postgres</c>; null: everybody on this machine may enter, for tests.
    /// </summary>
    public string? Password { get; init; }

    /// <summary>Tried first; null: any that is free.</summary>
    public int? Port { get; init; }

    /// <summary>Is only <see cref="Port"/> good enough?</summary>
    public bool PortIsFixed { get; init; }

    /// <summary>Server settings by name, such as <c>fsync</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Hears what takes longer than a moment.</summary>
    public IProgress<string>? Told { get; init; }
}
