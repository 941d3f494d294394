namespace Underpin.Demo.Processes;

/// <summary>Where the tool, the application and the change are, beside this program in the repository.</summary>
internal static class Paths
{
    public static string Root { get; } = Above();

    public static string Tool => Built("src/Underpin.Cli", "Underpin.Cli.dll");

    public static string Golf => Built("apps/Golf", "Golf.dll");

    /// <summary>Holds <c>underpin.yaml</c> and the folder of the change.</summary>
    public static string Database { get; } = Path.Combine(Root, "apps", "Golf", "database");

    // bin/Release/net10.0 here, and there too.
    private static string Built(string project, string program)
    {
        var output = Path.GetRelativePath(
            Path.Combine(Root, "apps", "Demo"), Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var path = Path.Combine(Root, project, output, program);
        return File.Exists(path) ? path : throw new DemoException($"{path} is not built: run ./demo, which builds it.");
    }

    private static string Above()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Underpin.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DemoException("The demonstration runs inside its repository only.");
    }
}
