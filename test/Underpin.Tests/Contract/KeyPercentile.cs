namespace Underpin.Tests.Contract;

/// <summary>Where a key falls among all keys of a feature, from 0 to 100.</summary>
internal sealed record KeyPercentile(string Key, string Feature, double Percentile);
