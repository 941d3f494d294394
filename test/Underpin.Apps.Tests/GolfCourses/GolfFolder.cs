namespace Underpin.Apps.Tests.GolfCourses;

/// <summary>The database folder of the golf application, as it stands in the repository.</summary>
internal static class GolfFolder
{
    public const string Change = "golf-course-architects";

    public static string Database { get; } = Path.Combine(Root(), "apps", "Golf", "database");

    public static string Read(string file) => File.ReadAllText(Path.Combine(Database, "changes", Change, file));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Underpin.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not in a repository.");
        }

        return folder;
    }
}
