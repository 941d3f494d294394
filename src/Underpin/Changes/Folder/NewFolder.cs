using Underpin.Postgres;

namespace Underpin.Changes.Folder;

/// <summary>Writes the folder of a new change: templates with comments, for the author to fill in.</summary>
internal static class NewFolder
{
    private static readonly string[] _files = ["change.yaml", "expand.sql", "TABLE.sql", "back.sql"];

    /// <param name="path">The folder's full path; it must not exist, or be empty.</param>
    /// <param name="source">The table that is remodelled.</param>
    /// <param name="retired">The columns that the new schema takes over, with their types.</param>
    /// <returns>The files, in the order in which to fill them in.</returns>
    public static IReadOnlyList<string> Write(
        string path, Source source, IReadOnlyList<(Identifier Name, string Type)> retired)
    {
        var name = Path.GetFileName(path);
        if (name.Length == 0 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
        {
            throw new UnderpinException(
                "new.name", $"\"{name}\" cannot name a change.",
                "Use letters, digits, - and _: golf-course-architects.")
            {
                ExitCode = ExitCode.Usage,
            };
        }

        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new UnderpinException("new.exists", $"The folder {path} is there already.", "Choose another name.")
            {
                ExitCode = ExitCode.Usage,
            };
        }

        Directory.CreateDirectory(path);
        var target = $"{source.Table.Name}_new";
        var files = new List<string>();
        foreach (var file in _files)
        {
            var table = new QualifiedName(source.Table.Schema, target).Plain;
            var named = file.Replace("TABLE", table, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(path, named), Fill(file, name, source, target, retired));
            files.Add(named);
        }

        return files;
    }

    private static string Fill(
        string file, string name, Source source, string target, IReadOnlyList<(Identifier Name, string Type)> retired)
    {
        var table = new QualifiedName(source.Table.Schema, target);
        return EmbeddedSql.Beside(typeof(NewFolder), $"Templates.{file}.template").Text
            .Replace("<change>", name, StringComparison.Ordinal)
            .Replace("<source>", source.Table.Plain, StringComparison.Ordinal)
            .Replace("<source sql>", Say(source.Table), StringComparison.Ordinal)
            .Replace("<source name>", Say(source.Table.Name), StringComparison.Ordinal)
            .Replace("<key>", source.Key.Name, StringComparison.Ordinal)
            .Replace("<key sql>", Say(source.Key.Name), StringComparison.Ordinal)
            .Replace("<owner>", $"{source.Table.Name}_{source.Key.Name}", StringComparison.Ordinal)
            .Replace("<owner sql>", Say($"{source.Table.Name}_{source.Key.Name}"), StringComparison.Ordinal)
            .Replace("<target>", table.Plain, StringComparison.Ordinal)
            .Replace("<target sql>", Say(table), StringComparison.Ordinal)
            .Replace("<target name>", Say(target), StringComparison.Ordinal)
            .Replace("<retires>", string.Join(", ", retired.Select(
                column => $"{source.Table.Plain}.{column.Name.Name}")), StringComparison.Ordinal)
            .Replace("<columns>", string.Concat(retired.Select(
                column => $",\n    {Say(column.Name.Name)} {column.Type}")), StringComparison.Ordinal)
            .Replace("<source columns>", string.Concat(retired.Select(
                column => $",\n    {Say(source.Table.Name)}.{Say(column.Name.Name)}")), StringComparison.Ordinal)
            .Replace("<target columns>", string.Concat(retired.Select(
                column => $",\n    {Say(target)}.{Say(column.Name.Name)}")), StringComparison.Ordinal);
    }

    private static string Say(QualifiedName table) =>
        table.Schema == "public" ? Say(table.Name) : $"{Say(table.Schema)}.{Say(table.Name)}";

    /// <summary>Quoted only where it must be: people will read and edit it.</summary>
    private static string Say(string name) =>
        name.Length > 0 && (char.IsAsciiLetterLower(name[0]) || name[0] == '_')
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_')
            ? name : new Identifier(name).ToString();
}
