namespace Underpin.Design;

/// <summary>Something in a model folder that must be mended.</summary>
/// <param name="File">Relative to the folder, with forward slashes.</param>
/// <param name="Line">From 1; 0 where it is about the file as a whole.</param>
/// <param name="Message">What is wrong, and with what.</param>
/// <param name="Hint">What to do; null where the message says it.</param>
public sealed record ModelProblem(string File, int Line, string Message, string? Hint);
