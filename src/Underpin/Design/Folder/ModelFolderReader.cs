namespace Underpin.Design.Folder;

/// <summary>Reads a model folder; everything that is wrong with it is told at once, with file and line.</summary>
internal static class ModelFolderReader
{
    public static ModelReading Read(string path)
    {
        var folder = Path.GetFullPath(path);
        var problems = new Problems();
        var vocabulary = ReadVocabulary(folder, problems);
        if (vocabulary == Vocabulary.Empty)
        {
            // Without its words everything else would be wrong too.
            return new(Nothing(folder), problems.InOrder);
        }

        var candidates = Folders(Path.Combine(folder, "candidates"))
            .Select(candidate => new CandidateReader(folder, vocabulary, problems).Read(candidate))
            .ToList();
        if (candidates.Count == 0)
        {
            problems.Add(new("candidates", 1), "There is no candidate.",
                "Each folder in candidates/ is one: schema.sql, facts.sql, questions.sql.");
        }

        var scenarios = new List<Scenario>();
        var beyond = new List<Beyond>();
        foreach (var file in Files(Path.Combine(folder, "scenarios")))
        {
            var relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var reader = new ScenarioReader(new(problems), vocabulary);
            reader.Read(relative, File.ReadAllText(file));
            scenarios.AddRange(reader.Scenarios);
            beyond.AddRange(reader.Beyond);
        }

        foreach (var twice in scenarios.GroupBy(scenario => scenario.Title).SelectMany(same => same.Skip(1)))
        {
            problems.Add(twice.Place, $"Another scenario is called \"{twice.Title}\" too.", "Give each its own name.");
        }

        if (scenarios.SelectMany(scenario => scenario.Calls).Any(call => call.Today is null)
            && candidates.SelectMany(candidate => candidate.Blocks).SelectMany(block => block.Statements)
                .FirstOrDefault(statement => statement.Parameters.Contains(Vocabulary.TodayParameter)) is { } clock)
        {
            problems.Add(clock.Place, "This uses :today, and not every scenario says which day that is.",
                $"Add `today: 2026-06-30`, say, to {VocabularyReader.FileName}.");
        }

        var model = new ModelFolder
        {
            Path = folder,
            Vocabulary = vocabulary,
            Candidates = candidates,
            Scenarios = scenarios,
            Beyond = beyond,
        };
        return new(model, problems.InOrder);
    }

    private static ModelFolder Nothing(string folder) => new()
    {
        Path = folder,
        Vocabulary = Vocabulary.Empty,
        Candidates = [],
        Scenarios = [],
        Beyond = [],
    };

    private static Vocabulary ReadVocabulary(string folder, Problems problems)
    {
        var file = Path.Combine(folder, VocabularyReader.FileName);
        return File.Exists(file)
            ? new VocabularyReader(new(problems)).Read(File.ReadAllText(file))
            : throw new UnderpinException(
                "design.folder", $"{folder} holds no {VocabularyReader.FileName}.",
                "A model folder holds vocabulary.yaml, candidates/ and scenarios/; "
                + "name it: underpin design check FOLDER.")
            {
                ExitCode = ExitCode.Usage,
            };
    }

    private static IEnumerable<string> Folders(string path) =>
        Directory.Exists(path) ? Directory.GetDirectories(path).Order(StringComparer.Ordinal) : [];

    private static IEnumerable<string> Files(string path) =>
        !Directory.Exists(path) ? [] :
            Directory.GetFiles(path, "*.yaml", SearchOption.AllDirectories)
                .Concat(Directory.GetFiles(path, "*.yml", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal);
}
