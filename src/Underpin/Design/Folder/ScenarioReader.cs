using Underpin.Yaml;

namespace Underpin.Design.Folder;

/// <summary>Reads one file of scenarios: a list, whose items are scenarios or say what is beyond a schema.</summary>
internal sealed class ScenarioReader(YamlReader yaml, Vocabulary vocabulary)
{
    private const string Shape = "A scenario looks like: - scenario: NAME, then given:, refuses:, answers:.";

    private readonly CallReader _calls = new(yaml, vocabulary);

    public List<Scenario> Scenarios { get; } = [];

    public List<Beyond> Beyond { get; } = [];

    public void Read(string file, string text)
    {
        foreach (var item in yaml.Items(yaml.Load(file, text), "A file of scenarios", Shape))
        {
            if (item is YamlMap map && map.Holds("beyond"))
            {
                ReadBeyond(new(yaml, map, "What is beyond a schema", "beyond", "because"));
            }
            else
            {
                ReadScenario(item);
            }
        }
    }

    private void ReadBeyond(YamlFields fields)
    {
        if (fields.Find("because") is not { } because)
        {
            fields.Complain(fields.Place, "This does not say why it is beyond a schema.", "Add `because: …`.");
            return;
        }

        if (yaml.Text(fields.Find("beyond")!, "\"beyond\"") is { } what && yaml.Text(because, "\"because\"") is { } why)
        {
            Beyond.Add(new(what, why, fields.Place));
        }
    }

    private void ReadScenario(YamlValue item)
    {
        string[] names = ["scenario", "tags", "about", "today", "given", "refuses", "answers"];
        if (yaml.Fields(item, "A scenario", Shape, names) is not { } fields)
        {
            return;
        }

        var name = fields.Find("scenario");
        if (name is null)
        {
            yaml.Complain(item, "This scenario has no name.", "Begin it with `- scenario: NAME`.");
        }

        var today = fields.Find("today") is { } day ? Days.Read(yaml, day, "\"today\"") : vocabulary.Today;
        // A refusal is tried on the day that the history has reached.
        var reached = today;
        var given = Calls(fields, "given", ref reached, (entry, on) => _calls.Fact(entry, on));
        var refuses = Calls(fields, "refuses", ref reached, (entry, on) => _calls.Refusal(entry, on));
        var answers = Calls(fields, "answers", ref today, (entry, on) => _calls.Answer(entry, on));
        if (answers.Count == 0 && refuses.Count == 0)
        {
            yaml.Complain(item, "This scenario asks nothing and refuses nothing.", "Add answers: or refuses:.");
        }

        if (name is null || yaml.Text(name, "\"scenario\"") is not { } title)
        {
            return;
        }

        Scenarios.Add(new()
        {
            Title = title,
            Place = item.Place,
            Tags = Tags(fields.Find("tags")),
            About = fields.Find("about") is { } about ? yaml.Text(about, "\"about\"") : null,
            Given = given,
            Refuses = refuses,
            Answers = answers,
        });
    }

    private List<T> Calls<T>(
        YamlFields fields, string name, ref DateOnly? today, Func<YamlValue, DateOnly?, T?> read)
        where T : class
    {
        var calls = new List<T>();
        var lines = yaml.Items(fields.Find(name), $"\"{name}\"", "Begin each line with `- NAME: [ARGUMENTS]`.");
        foreach (var item in lines)
        {
            if (item is YamlMap { Entries: [{ Name: "today", Value: var day }] })
            {
                today = Days.Read(yaml, day, "\"today\"") ?? today;
            }
            else if (read(item, today) is { } call)
            {
                calls.Add(call);
            }
        }

        return calls;
    }

    private List<string> Tags(YamlValue? node) => node switch
    {
        YamlText { Text.Length: > 0 } one => [one.Text],
        _ =>
        [
            .. yaml.Items(node, "\"tags\"", "Write [one, two].")
                .Select(tag => yaml.Text(tag, "A tag")).OfType<string>(),
        ],
    };
}
