namespace Underpin.Steps;

/// <summary>Who passes a shut gate says why; the reason is journalled.</summary>
internal sealed record Force(string Because);
