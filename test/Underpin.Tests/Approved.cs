using System.Runtime.CompilerServices;

namespace Underpin.Tests;

/// <summary>Compares a text with the approved one, a file beside the test: <c>Test.Name.approved.txt</c>.</summary>
internal static class Approved
{
    /// <summary>Fails at the first line that differs, and leaves the new text beside the approved one.</summary>
    /// <remarks>To approve it, rename the <c>.received.txt</c> file to <c>.approved.txt</c>.</remarks>
    public static void Verify(
        string text, string name = "", [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var stem = Path.Combine(
            Path.GetDirectoryName(file)!,
            string.Join('.', new[] { Path.GetFileNameWithoutExtension(file), name.Length > 0 ? name : member }));
        var approved = File.Exists($"{stem}.approved.txt") ? File.ReadAllText($"{stem}.approved.txt") : "";
        var received = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (received == approved)
        {
            File.Delete($"{stem}.received.txt");
            return;
        }

        File.WriteAllText($"{stem}.received.txt", received);
        var (was, now) = (approved.Split('\n'), received.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail(
            $"""
            {stem}.received.txt differs from what was approved, at line {line + 1}:
            approved: {was.ElementAtOrDefault(line)}
            received: {now.ElementAtOrDefault(line)}
            """);
    }
}
