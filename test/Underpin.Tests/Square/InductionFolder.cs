using Underpin.Square;
using Underpin.Tests.Shape;

namespace Underpin.Tests.Square;

/// <summary>A copy on disk of the induction model and its change, in which a test makes its mistake.</summary>
internal sealed class InductionFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("underpin-square-").FullName;

    public InductionFolder()
    {
        var original = Path.Combine(Repository.Root, "test", "Underpin.Tests", "Square", "Induction");
        foreach (var file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
        {
            Write(Path.GetRelativePath(original, file), File.ReadAllText(file));
        }
    }

    public string Change => Path.Combine(_path, "changes", "separate-periods");

    public SquareFolder Read() => SquareFolder.Read(Change, null);

    /// <summary>Changes a part of a file of the change that stands in it once.</summary>
    public InductionFolder Replace(string file, string old, string @new)
    {
        var path = Path.Combine(Change, file);
        var text = File.ReadAllText(path);
        Assert.Equal(2, text.Split(old).Length);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Adds to a file of the change, or of the model where it begins with <c>../../model</c>.</summary>
    public InductionFolder Append(string file, string text)
    {
        File.AppendAllText(Path.Combine(Change, file), text);
        return this;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
