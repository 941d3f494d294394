using Underpin.Changes.Folder;

namespace Underpin.Tests.Changes.Folder;

public sealed class ChangeFolderReaderTests : IDisposable
{
    private const string Whole =
        """
        change: golf
        source: { table: golf_courses, key: id, entity: name }
        targets:
          - table: architects
            key: [name]
            shared: true
          - table: golf_course_architects
            key: [golf_course_id, position]
            owner: golf_course_id
        retires: [golf_courses.architect_1]
        evidence: { comparisons: 7, soak: 90s }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("underpin-folder-");

    private string Golf => Path.Combine(_folder.FullName, "golf");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_whole_folder_is_read()
    {
        Write(Whole);

        var change = ChangeFolderReader.Read(Golf);

        Assert.Equal("golf", change.Name);
        Assert.Equal("golf_courses", change.Source.Table.Plain);
        Assert.Equal("name", change.Source.Entity.Name);
        Assert.Equal(["architects", "golf_course_architects"], change.Targets.Select(target => target.Table.Plain));
        Assert.True(change.Targets[0].Shared);
        Assert.Equal("golf_course_id", change.Targets[1].Owner?.Name);
        Assert.Equal(["golf_courses.architect_1"], change.Retires.Select(column => column.Plain));
        Assert.Equal(7, change.Evidence.Comparisons);
        Assert.Equal(TimeSpan.FromSeconds(90), change.Evidence.Soak);
    }

    [Fact]
    public void The_candidates_and_the_declared_differences_are_read()
    {
        Write(Whole + """

            model: { old: candidates/two-columns, new: candidates/architects/ }
            differs:
              - { table: architects, class: missing, columns: [name], where: name = '', because: nobody misses them }
              - { question: card_of, because: it may }
            """);

        var change = ChangeFolderReader.Read(Golf);

        Assert.Equal(new ModelSides("two-columns", "architects"), change.Model);
        Assert.Equal(
            ["architects, missing in name, where name = ''", "question card_of"],
            change.Differs.Select(difference => difference.Say()));
        Assert.Equal([14, 15], change.Differs.Select(difference => difference.Line));
        Assert.Equal("nobody misses them", change.Differs[0].Because);
    }

    [Theory]
    [InlineData(
        "model: { old: two-columns, new: candidates/b }", 12, "\"two-columns\" is no candidate of the model folder.")]
    [InlineData("model: { old: candidates/a }", 12, "lacks \"new\"")]
    [InlineData("differs: [{ table: architects }]", 12, "lacks \"because\"")]
    [InlineData("differs: [{ because: so }]", 12, "either \"table\" or \"question\"")]
    [InlineData("differs: [{ table: t, question: q, because: so }]", 12, "either \"table\" or \"question\"")]
    [InlineData("differs: [{ table: t, scenario: s, because: so }]", 12, "\"scenario\" says nothing of a table.")]
    [InlineData("differs: [{ question: q, where: x, because: so }]", 12, "\"where\" says nothing of a question.")]
    [InlineData("differs: [{ table: t, class: mising, because: so }]", 12, "missing, extra or stale, not \"mising\"")]
    public void A_model_or_difference_that_is_not_whole_is_told_with_its_line(string line, int number, string problem)
    {
        Write($"{Whole}\n{line}\n");

        var exception = Assert.Throws<UnderpinException>(() => ChangeFolderReader.Read(Golf));

        Assert.StartsWith($"change.yaml:{number}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_changes_with_any_file_and_with_nothing_else()
    {
        Write(Whole);
        var before = ChangeFolderReader.Read(Golf).Hash;
        File.WriteAllText(Path.Combine(Golf, "notes.md"), "nothing that counts");
        Assert.Equal(before, ChangeFolderReader.Read(Golf).Hash);

        File.AppendAllText(Path.Combine(Golf, "architects.sql"), "-- edited");

        Assert.NotEqual(before, ChangeFolderReader.Read(Golf).Hash);
    }

    [Theory]
    [InlineData("change: golf\n\tsource: x", 2, "is not YAML")]
    [InlineData("", 1, "is empty")]
    [InlineData("- a\n- b\n", 1, "must be a mapping")]
    [InlineData("change: other\n", 1, "is called \"other\"")]
    [InlineData("change: golf\nsuorce: {}\n", 2, "Did you mean \"source\"")]
    [InlineData("change: golf\nsource: golf_courses\n", 2, "must be a mapping")]
    [InlineData("change: golf\nsource: { table: golf_courses }\n", 2, "lacks \"key\"")]
    [InlineData("change: golf\nsource: { table: t, key: id }\n", 1, "lacks \"targets\"")]
    [InlineData("change: golf\nsource: { table: t, key: id }\ntargets: []\n", 3, "at least one")]
    [InlineData("change: golf\nsource: { table: t, key: id }\ntargets:\n  - table: architects\n", 4, "lacks \"key\"")]
    [InlineData(
        "change: golf\nsource: { table: t, key: id }\ntargets:\n  - { table: architects, key: name }\n", 4,
        "shared: true")]
    [InlineData(
        "change: golf\nsource: { table: t, key: id }\ntargets:\n  - { table: architects, key: name, shared: yes }\n", 4,
        "true or false")]
    [InlineData("change: golf\n---\nchange: golf\n", 2, "A second document begins here.")]
    [InlineData("change: golf\nretires: &a [x]\nmodel: *a\n", 3, "must be a mapping of names to values, not a list")]
    [InlineData("change: golf\nsource: 5\n", 2, "must be a mapping of names to values, not \"5\"")]
    [InlineData("change: golf\ntargets: 5\n", 2, "must be a list with at least one entry")]
    [InlineData("change: golf\nchange: golf\n", 2, "\"change\" stands in line 1 already")]
    [InlineData("# nothing yet\n", 1, "is empty")]
    public void A_broken_file_is_told_with_its_line(string yaml, int line, string problem)
    {
        Write(yaml);

        var failure = Assert.Throws<UnderpinException>(() => ChangeFolderReader.Read(Golf));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains(Told(failure), told => told.StartsWith($"change.yaml:{line}: ", StringComparison.Ordinal)
            && told.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_retired_column_of_another_table_is_refused()
    {
        Write(Whole.Replace("[golf_courses.architect_1]", "[clubs.name]", StringComparison.Ordinal));

        var failure = Assert.Throws<UnderpinException>(() => ChangeFolderReader.Read(Golf));

        Assert.Contains("\"clubs.name\" is not a column of the source", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("change.yaml")]
    [InlineData("expand.sql")]
    [InlineData("back.sql")]
    [InlineData("architects.sql")]
    public void A_missing_file_is_named(string file)
    {
        Write(Whole);
        File.Delete(Path.Combine(Golf, file));

        var failure = Assert.Throws<UnderpinException>(() => ChangeFolderReader.Read(Golf));

        Assert.Equal($"{Path.Combine("golf", file)} is missing.", failure.Message);
        Assert.NotNull(failure.Hint);
    }

    [Fact]
    public void All_that_is_wrong_with_the_file_is_told_at_once()
    {
        Write(
            """
            change: golf
            source: { table: golf_courses, key: [id] }
            targets:
              - { table: architects, key: [name], shred: true }
              - { table: golf_course_architects, key: [position, { a: b }], shared: 1, owner: golf_course_id }
            retires: { architect_1: golf_courses }
            evidence: { comparisons: many, soak: a week, until: 7d }
            model: { old: two-columns }
            differs:
              - { table: architects, class: mising, scenario: s }
              - { question: card_of, because: so, becuase: so }
            """);

        var failure = Assert.Throws<UnderpinException>(() => ChangeFolderReader.Read(Golf));

        Assert.Equal(("change.file", ExitCode.Usage), (failure.Code, failure.ExitCode));
        Assert.Equal(
            [
                "2: \"key\" of source must be a text, not a list.",
                "4: The target has no \"shred\". Did you mean \"shared\"?",
                "5: Each of \"key\" of the target must be a text, not a mapping.",
                "5: \"shared\" of the target must be true or false, not \"1\".",
                "5: The target golf_course_architects must say either \"shared: true\" or \"owner: COLUMN\". "
                    + "owner names the column that holds the source key; a row of a shared target is owed to many.",
                "6: \"retires\" of the change must be a list, not a mapping. Write retires: [ONE, TWO].",
                "7: Evidence has no \"until\". Did you mean \"soak\"?",
                "7: \"comparisons\" of evidence must be a whole number, not \"many\".",
                "7: \"soak\" of evidence must be a time such as 30s, 10m, 2h or 7d, not \"a week\".",
                "8: \"two-columns\" is no candidate of the model folder. "
                    + "Write candidates/NAME: model/ lies beside the folder of the changes.",
                "8: Model lacks \"new\". Add \"new:\" to model.",
                "10: The difference lacks \"because\". Add \"because:\" to the difference.",
                "10: \"scenario\" says nothing of a table. "
                    + "class, columns and where belong to a table, scenario to a question.",
                "10: A difference is missing, extra or stale, not \"mising\". Did you mean \"missing\"?",
                "11: The difference has no \"becuase\". Did you mean \"because\"?",
            ],
            Told(failure).Select(line => line.Replace("change.yaml:", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Files_that_are_missing_are_told_with_the_rest()
    {
        Write(Whole.Replace("owner:", "ownr:", StringComparison.Ordinal));
        File.Delete(Path.Combine(Golf, "expand.sql"));
        File.Delete(Path.Combine(Golf, "architects.sql"));

        var failure = Assert.Throws<UnderpinException>(() => ChangeFolderReader.Read(Golf));

        Assert.Equal(
            [
                "change.yaml:9: The target has no \"ownr\". Did you mean \"owner\"?",
                $"{Path.Combine("golf", "architects.sql")} is missing. "
                    + "It selects the rows that architects should hold.",
                $"{Path.Combine("golf", "expand.sql")} is missing. It creates the new schema.",
            ],
            Told(failure));
    }

    /// <summary>Each complaint with what to do.</summary>
    private static string[] Told(UnderpinException failure) =>
        failure.Message.Contains('\n', StringComparison.Ordinal)
            ? failure.Message.Split('\n')
            : [$"{failure.Message} {failure.Hint}"];

    private void Write(string yaml)
    {
        Directory.CreateDirectory(Golf);
        File.WriteAllText(Path.Combine(Golf, "change.yaml"), yaml);
        foreach (var file in new[] { "expand.sql", "back.sql", "architects.sql", "golf_course_architects.sql" })
        {
            File.WriteAllText(Path.Combine(Golf, file), "select 1");
        }
    }
}
