namespace Underpin.Postgres.Local;

/// <summary>What starting the private server came to.</summary>
/// <param name="ConnectionString">With its password.</param>
/// <param name="Port">On loopback.</param>
/// <param name="RanAlready">It ran before the command did.</param>
public sealed record PrivateServerStart(string ConnectionString, int Port, bool RanAlready);
