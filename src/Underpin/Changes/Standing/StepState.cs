namespace Underpin.Changes.Standing;

/// <summary>One of the five steps, and how far it is.</summary>
/// <param name="Name">Expand, Write, Populate and verify, Read, Clean up.</param>
/// <param name="Found">How far it is, in a few words.</param>
internal sealed record StepState(string Name, Progress Progress, string Found);
