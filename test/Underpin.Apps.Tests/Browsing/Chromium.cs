namespace Underpin.Apps.Tests.Browsing;

/// <summary>
/// Where this machine's Chromium is: Playwright brings its driver, and the browser comes with the system.
/// </summary>
internal static class Chromium
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return _names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
            .Append("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
            .Append("/Applications/Chromium.app/Contents/MacOS/Chromium")
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "The browser tests need Chromium. Install it (Debian: apt-get install chromium; macOS: brew install "
                    + "--cask chromium).");
    }
}
