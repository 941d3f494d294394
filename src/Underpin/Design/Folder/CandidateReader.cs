using Underpin.Postgres.Scripts;

namespace Underpin.Design.Folder;

/// <summary>
/// Reads the folder of a candidate: <c>schema.sql</c>, <c>facts.sql</c>, <c>questions.sql</c>, <c>README.md</c>.
/// </summary>
internal sealed class CandidateReader(string model, Vocabulary vocabulary, Problems problems)
{
    public Candidate Read(string path)
    {
        var name = Path.GetFileName(path);
        var blocks = new[] { "facts.sql", "questions.sql" }.SelectMany(file => Blocks(path, file)).ToList();
        var readme = Path.Combine(path, "README.md");
        var candidate = new Candidate
        {
            Name = name,
            Path = path,
            Schema = Schema(path),
            Facts = blocks.Where(block => block.Signature is Fact).DistinctBy(block => block.Signature.Name)
                .ToDictionary(block => block.Signature.Name),
            Questions = blocks.Where(block => block.Signature is Question).DistinctBy(block => block.Signature.Name)
                .ToDictionary(block => block.Signature.Name),
            Sql = string.Join('\0', new[] { "schema.sql", "facts.sql", "questions.sql" }
                .Select(file => Path.Combine(path, file)).Where(File.Exists).Select(File.ReadAllText)),
            Readme = File.Exists(readme) ? File.ReadAllText(readme) : null,
        };
        foreach (var missing in vocabulary.Signatures.Where(signature => candidate.For(signature) is null))
        {
            problems.Add(
                new(Relative(path, $"{missing.Kind}s.sql"), 1),
                $"The candidate {name} has no block for the {missing.Kind} {missing.Say()}.",
                $"Add `-- {missing.Kind}: {missing.Name}` and its SQL, or `(inexpressible: why)` after the name.");
        }

        return candidate;
    }

    private SqlFile Schema(string path)
    {
        var file = Relative(path, "schema.sql");
        if (Text(path, "schema.sql") is not { } text)
        {
            return new(file, "", []);
        }

        try
        {
            return new(file, text, Script.Split(file, text));
        }
        catch (StatementException exception)
        {
            problems.Add(exception);
            return new(file, text, []);
        }
    }

    private IReadOnlyList<Block> Blocks(string path, string name) =>
        Text(path, name) is { } text ? new BlockReader(Relative(path, name), text, vocabulary, problems).Read() : [];

    private string? Text(string path, string name)
    {
        var full = Path.Combine(path, name);
        if (File.Exists(full))
        {
            return File.ReadAllText(full);
        }

        problems.Add(new(Relative(path, name), 1), "This file is missing.", name switch
        {
            "schema.sql" => "It creates the candidate's tables.",
            "facts.sql" => "It says how each fact is recorded: `-- fact: NAME` and SQL.",
            _ => "It says how each question is answered: `-- question: NAME` and SQL.",
        });
        return null;
    }

    private string Relative(string path, string name) =>
        Path.GetRelativePath(model, Path.Combine(path, name)).Replace('\\', '/');
}
