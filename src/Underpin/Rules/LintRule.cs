using System.Text.RegularExpressions;
using Underpin.Postgres.Catalog;
using Underpin.Postgres.Watching;

namespace Underpin.Rules;

/// <summary>
/// A thing that a script may not do to a schema that is lived in. A rule is a folder: <c>Rule.cs</c> judges what was
/// seen while a statement ran; <c>bad.sql</c> and <c>good.sql</c> show it, are run by its test, and stand in the docs.
/// </summary>
internal abstract partial class LintRule
{
    /// <summary>The folder's name in kebab case.</summary>
    public string Name =>
        Capital().Replace(GetType().Namespace!.Split('.')[^1], "-$0").TrimStart('-').ToLowerInvariant();

    /// <summary>One line: what is refused.</summary>
    public abstract string Title { get; }

    /// <summary>What happens to those who live in the schema.</summary>
    public abstract string Why { get; }

    /// <summary>What to do instead.</summary>
    public abstract string Instead { get; }

    /// <summary>False where Underpin could not do its work if this were let pass.</summary>
    public virtual bool MayBeForced => true;

    public abstract IEnumerable<Finding> Judge(Observation seen);

    protected Finding Find(Observation seen, CatalogEntry? about, string message, string? instead = null) => new()
    {
        Rule = Name,
        File = seen.Statement.File,
        Line = seen.Statement.Line,
        Snippet = seen.Statement.Brief,
        About = about?.Plain,
        Message = message,
        Instead = instead ?? Instead,
        MayBeForced = MayBeForced,
    };

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital();
}
