namespace Underpin.Postgres;

/// <summary>SQL that is kept in a file beside the class that runs it.</summary>
internal static class EmbeddedSql
{
    /// <summary>Reads <paramref name="file"/> from the folder (namespace) of <paramref name="neighbour"/>.</summary>
    public static Sql Beside(Type neighbour, string file)
    {
        using var stream = neighbour.Assembly.GetManifestResourceStream($"{neighbour.Namespace}.{file}")
            ?? throw new InvalidOperationException($"{file} is not embedded beside {neighbour}.");
        using var reader = new StreamReader(stream);
        return Sql.Constant(reader.ReadToEnd());
    }
}
