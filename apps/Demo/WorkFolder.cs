namespace Underpin.Demo;

/// <summary>A folder for what the demonstration makes; gone when it ends.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder()
    {
        // PostgreSQL runs as an ordinary user, who must be able to come here.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("underpin-demo-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
