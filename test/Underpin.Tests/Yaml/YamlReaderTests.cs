using Underpin.Tests.Shape;
using Underpin.Yaml;

namespace Underpin.Tests.Yaml;

/// <summary>One reader for all that people write in YAML: it knows every place, and tells all that is wrong.</summary>
public sealed class YamlReaderTests
{
    private readonly Problems _problems = new();

    [Fact]
    public void Every_value_knows_its_line()
    {
        var map = Assert.IsType<YamlMap>(Load(
            """
            # two lines
            name: one
            list:
              - a
              - { b: c,
                  d: "~" }
            """));

        Assert.Equal([2, 3], map.Entries.Select(entry => entry.Place.Line));
        var list = Assert.IsType<YamlList>(map.Entries[1].Value);
        Assert.Equal([4, 5], list.Items.Select(item => item.Place.Line));
        var inner = Assert.IsType<YamlMap>(list.Items[1]);
        Assert.Equal(new Place("a.yaml", 6), inner.Entries[1].Value.Place);
        Assert.False(inner.Entries[1].Value.IsNothing);
        Assert.Empty(_problems.InOrder);
    }

    [Fact]
    public void What_is_left_out_is_as_usual()
    {
        var fields = Read("text:\nflag: ~\n");

        Assert.Null(fields.OptionalText("text"));
        Assert.False(fields.Flag("flag"));
        Assert.Equal(3, fields.Count("count", 3));
        Assert.Equal(TimeSpan.FromDays(7), fields.Duration("duration", TimeSpan.FromDays(7)));
        Assert.Empty(fields.Texts("texts"));
        Assert.Null(fields.OptionalFields("fields", "one"));
        Assert.Empty(fields.OptionalList("list", "an item", "one"));
        Assert.Empty(_problems.InOrder);
    }

    [Fact]
    public void What_is_said_is_read()
    {
        var fields = Read(
            """
            text: 7
            flag: true
            count: 12
            duration: 500ms
            texts: [a, "b"]
            fields: { one: x }
            list: [{ one: y }]
            """);

        Assert.Equal("7", fields.Text("text"));
        Assert.True(fields.Flag("flag"));
        Assert.Equal(12, fields.Count("count", 3));
        Assert.Equal(TimeSpan.FromMilliseconds(500), fields.Duration("duration", TimeSpan.Zero));
        Assert.Equal(["a", "b"], fields.Texts("texts").Select(text => text.Text));
        Assert.Equal("x", fields.Fields("fields", "one")?.Text("one"));
        Assert.Equal("y", Assert.Single(fields.List("list", "an item", "one")).Text("one"));
        Assert.Empty(_problems.InOrder);
    }

    [Fact]
    public void Every_wrong_kind_is_told()
    {
        var fields = Read(
            """
            flag: yes
            count: -1
            duration: [7d]
            texts: { a: b }
            fields: 5
            list: 5
            """);

        fields.Text("text");
        fields.Flag("flag");
        Assert.Equal(3, fields.Count("count", 3));
        Assert.Equal(TimeSpan.Zero, fields.Duration("duration", TimeSpan.Zero));
        Assert.Empty(fields.Texts("texts"));
        Assert.Null(fields.Fields("fields", "one"));
        Assert.Empty(fields.List("list", "an item", "one"));

        Assert.Equal(
            [
                "a.yaml:1: The file lacks \"text\". Add \"text:\" to the file.",
                "a.yaml:1: \"flag\" of the file must be true or false, not \"yes\".",
                "a.yaml:2: \"count\" of the file must be a whole number, not \"-1\".",
                "a.yaml:3: \"duration\" of the file must be a text, not a list.",
                "a.yaml:4: \"texts\" of the file must be a list, not a mapping. Write texts: [ONE, TWO].",
                "a.yaml:5: Fields must be a mapping of names to values, not \"5\".",
                "a.yaml:6: \"list\" of the file must be a list with at least one entry.",
            ],
            Told());
    }

    [Fact]
    public void A_mistyped_name_is_one_complaint_and_not_two()
    {
        Assert.Null(Read("txet: a\n").Text("text"));

        Assert.Equal(["a.yaml:1: The file has no \"txet\". Did you mean \"text\"?"], Told());
    }

    [Fact]
    public void Every_name_that_stands_twice_is_told()
    {
        Load("a: 1\nb: { c: 1, c: 2 }\na: 2\n");

        Assert.Equal(
            [
                "a.yaml:2: This is not YAML: \"c\" stands in line 2 already. Keep one of them.",
                "a.yaml:3: This is not YAML: \"a\" stands in line 1 already. Keep one of them.",
            ],
            Told());
    }

    [Fact]
    public void An_alias_is_what_its_anchor_is_and_stands_where_it_stands()
    {
        var fields = Read("texts: &some [a, b]\nfields: { one: *some }\n");

        Assert.Equal(["a", "b"], fields.Texts("texts").Select(text => text.Text));
        Assert.Null(fields.Fields("fields", "one")?.Text("one"));
        Assert.Equal(["a.yaml:2: \"one\" of fields must be a text, not a list."], Told());
    }

    [Theory]
    [InlineData("a: &one b\nc: *oen\n", "a.yaml:2: There is no anchor above \"&oen\". Did you mean \"&one\"?")]
    [InlineData("a: &one [*one]\n", "a.yaml:1: There is no anchor above \"&one\".")]
    [InlineData("a: b\n---\nc: d\n", "a.yaml:2: A second document begins here. Keep one document a file.")]
    [InlineData("a: b\n\tc: d\n", "a.yaml:2: A tab indents this line.")]
    [InlineData("[a, b]: c\n", "a.yaml:1: A name must be a text, not a list. Write NAME: VALUE.")]
    [InlineData("a: b: c\n", "a.yaml:1: This is not YAML:")]
    [InlineData("a: [b\n", "a.yaml:2: This is not YAML:")]
    [InlineData("a: \"b\n", "a.yaml:2: This is not YAML:")]
    [InlineData("a: b\n  c: d\n", "a.yaml:2: This is not YAML:")]
    public void What_is_no_file_of_ours_is_told_with_its_line(string text, string problem)
    {
        Load(text);

        Assert.StartsWith(problem, Assert.Single(Told()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a remark\n")]
    [InlineData("---\n...\n")]
    [InlineData("~\n")]
    public void A_file_of_nothing_is_nothing(string text)
    {
        Assert.Null(Load(text));
        Assert.Empty(Told());

        Assert.Null(new YamlReader(_problems).Document("a.yaml", text, "the file", "Write something."));
        Assert.Equal(["a.yaml:1: The file is empty. Write something."], Told());
    }

    [Fact]
    public void One_complaint_is_an_error_with_its_hint_and_many_are_lines()
    {
        _problems.Add(new("b.yaml", 2), "It is wrong.", "Mend it.");
        var one = Assert.Throws<UnderpinException>(() => _problems.ThrowIfAny("some.code", "Read the page."));
        Assert.Equal(("some.code", "b.yaml:2: It is wrong.", "Mend it."), (one.Code, one.Message, one.Hint));

        _problems.AddMissing("a.sql", "It says how.");
        var two = Assert.Throws<UnderpinException>(() => _problems.ThrowIfAny("some.code", "Read the page."));
        Assert.Equal("a.sql is missing. It says how.\nb.yaml:2: It is wrong. Mend it.", two.Message);
        Assert.Equal(("Read the page.", ExitCode.Usage), (two.Hint, two.ExitCode));
    }

    [Fact]
    public void Only_the_reader_knows_the_package_and_it_knows_nothing_of_what_it_reads()
    {
        const string folder = "src/Underpin/Yaml";
        Assert.Contains(Repository.Sources(folder), file => Uses(file, "YamlDotNet"));
        Assert.Equal([], Repository.Sources("src").Except(Repository.Sources(folder))
            .Where(file => Uses(file, "YamlDotNet")));
        Assert.Equal([], Repository.Sources(folder).Where(file => Uses(file, "Underpin.")));
    }

    private static bool Uses(string file, string start) =>
        Repository.Text(file).Contains($"using {start}", StringComparison.Ordinal);

    private YamlValue? Load(string text) => new YamlReader(_problems).Load("a.yaml", text);

    private YamlFields Read(string text) => new YamlReader(_problems).Document(
        "a.yaml", text, "the file", "Write something.",
        "text", "flag", "count", "duration", "texts", "fields", "list")!;

    private List<string> Told() => [.. _problems.InOrder.Select(problem => problem.ToString())];
}
