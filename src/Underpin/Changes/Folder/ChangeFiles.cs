using System.Security.Cryptography;
using System.Text;

namespace Underpin.Changes.Folder;

/// <summary>
/// The files of a change's folder; remembers those that it gave, for they decide what the change does.
/// </summary>
internal sealed class ChangeFiles(DirectoryInfo folder, Problems problems)
{
    private readonly Dictionary<string, string> _given = [];

    /// <summary>Every file that was given, by name.</summary>
    public IReadOnlyDictionary<string, string> Given => _given;

    /// <summary>SHA-256 over <see cref="Given"/>.</summary>
    public string Hash()
    {
        var whole = new StringBuilder();
        foreach (var (name, text) in _given.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            whole.Append(name).Append('\n').Append(text.Length).Append('\n').Append(text);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToString())));
    }

    /// <summary>Null, and a complaint, where it is missing.</summary>
    /// <param name="name">Its name in the folder.</param>
    /// <param name="purpose">What its author should write in it.</param>
    public ScriptFile? Required(string name, string purpose)
    {
        var file = Optional(name);
        if (file is null)
        {
            problems.AddMissing(Path.Combine(folder.Name, name), purpose);
        }

        return file;
    }

    /// <summary>Null where it is missing.</summary>
    public ScriptFile? Optional(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        if (!File.Exists(path))
        {
            return null;
        }

        var text = File.ReadAllText(path);
        _given[name] = text;
        return new(name, text);
    }
}
