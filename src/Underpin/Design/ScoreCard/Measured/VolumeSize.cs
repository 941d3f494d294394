namespace Underpin.Design.ScoreCard.Measured;

/// <summary>A question at one size of the tables.</summary>
/// <param name="P50">Milliseconds.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Buffers">Blocks touched, on average.</param>
/// <param name="Plan">As the server prints it.</param>
internal sealed record VolumeSize(long Facts, double P50, double P95, double P99, double Buffers, string Plan);
