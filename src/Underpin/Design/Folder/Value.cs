namespace Underpin.Design.Folder;

/// <summary>An argument or an expected value as the server reads it; null text: SQL's null.</summary>
/// <param name="Text">In the server's own input format of the type.</param>
/// <param name="Line">The line in the scenario's file; 0 where it comes from no file.</param>
internal readonly record struct Value(string? Text, int Line = 0)
{
    public override string ToString() => Text ?? "~";
}
