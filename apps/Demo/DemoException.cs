namespace Underpin.Demo;

/// <summary>The demonstration cannot go on, and says why.</summary>
internal sealed class DemoException(string message) : Exception(message);
