using System.Runtime.CompilerServices;

namespace Underpin.Tests.Shape;

/// <summary>The files of this repository, as they lie on the disk.</summary>
internal static class Repository
{
    private static readonly string[] _skipped = [
        "bin", "obj", "node_modules", "TestResults", ".git", ".underpin", ".vs", ".idea"];

    public static string Root { get; } = Above();

    /// <summary>Every file below a folder, relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder = "")
    {
        var full = Path.Combine(Root, folder);
        return !Directory.Exists(full) ? [] :
            Directory.EnumerateFiles(full).Select(Relative)
                .Concat(Directory.EnumerateDirectories(full)
                    .Where(below => !_skipped.Contains(Path.GetFileName(below)))
                    .SelectMany(below => Files(Relative(below))));
    }

    public static IEnumerable<string> Sources(params string[] folders) =>
        (folders.Length > 0 ? folders : ["src", "apps", "test", "bench"])
        .SelectMany(Files).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string Above([CallerFilePath] string file = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(file)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Underpin.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
