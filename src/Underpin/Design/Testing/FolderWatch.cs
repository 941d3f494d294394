using System.Threading.Channels;

namespace Underpin.Design.Testing;

/// <summary>Tells when files of a model folder were saved; the several events of one save are told once.</summary>
public sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(30);
    private static readonly string[] _endings = [".sql", ".yaml", ".yml", ".md"];

    private readonly Channel<bool> _saves = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly FileSystemWatcher _watcher;

    internal FolderWatch(string path)
    {
        _watcher = new FileSystemWatcher(path)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.DirectoryName,
        };
        _watcher.Changed += Note;
        _watcher.Created += Note;
        _watcher.Deleted += Note;
        _watcher.Renamed += Note;
        // Too many events at once: something was saved.
        _watcher.Error += (_, _) => _saves.Writer.TryWrite(true);
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Waits for a save, which may have been while nobody waited.</summary>
    public async Task SavedAsync(CancellationToken cancellationToken)
    {
        do
        {
            await _saves.Reader.ReadAsync(cancellationToken);
            // An editor writes, renames and writes again.
            await Task.Delay(_quiet, cancellationToken);
        }
        while (_saves.Reader.TryPeek(out _));
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose() => _watcher.Dispose();

    private void Note(object sender, FileSystemEventArgs saved)
    {
        // A folder has no ending; an editor's own files have others.
        if (Path.GetExtension(saved.FullPath) is var ending && (ending.Length == 0 || _endings.Contains(ending)))
        {
            _saves.Writer.TryWrite(true);
        }
    }
}
