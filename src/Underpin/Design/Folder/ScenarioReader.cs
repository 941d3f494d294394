using YamlDotNet.RepresentationModel;

namespace Underpin.Design.Folder;

/// <summary>Reads one file of scenarios: a list, whose items are scenarios or say what is beyond a schema.</summary>
internal sealed class ScenarioReader(YamlFile yaml, Vocabulary vocabulary)
{
    private const string Shape = "A scenario looks like: - scenario: NAME, then given:, refuses:, answers:.";

    private readonly CallReader _calls = new(yaml, vocabulary);

    public List<Scenario> Scenarios { get; } = [];

    public List<Beyond> Beyond { get; } = [];

    public void Read(string text)
    {
        foreach (var item in yaml.Items(yaml.Load(text), "A file of scenarios", Shape))
        {
            if (item is YamlMappingNode map && map.Children.ContainsKey(new YamlScalarNode("beyond")))
            {
                ReadBeyond(item);
            }
            else
            {
                ReadScenario(item);
            }
        }
    }

    private void ReadBeyond(YamlNode item)
    {
        var map = yaml.Map(item, "What is beyond a schema", Shape, "beyond", "because")!;
        if (!map.TryGetValue("because", out var because))
        {
            yaml.Complain(item, "This does not say why it is beyond a schema.", "Add `because: …`.");
            return;
        }

        if (yaml.Text(map["beyond"], "\"beyond\"") is { } what && yaml.Text(because, "\"because\"") is { } why)
        {
            Beyond.Add(new(what, why, yaml.At(item)));
        }
    }

    private void ReadScenario(YamlNode item)
    {
        if (yaml.Map(item, "A scenario", Shape, "scenario", "tags", "about", "today", "given", "refuses", "answers") is not { } map)
        {
            return;
        }

        if (!map.TryGetValue("scenario", out var name))
        {
            yaml.Complain(item, "This scenario has no name.", "Begin it with `- scenario: NAME`.");
        }

        var today = map.TryGetValue("today", out var day) ? Days.Read(yaml, day, "\"today\"") : vocabulary.Today;
        // A refusal is tried on the day that the history has reached.
        var reached = today;
        var given = Calls(map, "given", ref reached, (entry, on) => _calls.Fact(entry, on));
        var refuses = Calls(map, "refuses", ref reached, (entry, on) => _calls.Refusal(entry, on));
        var answers = Calls(map, "answers", ref today, (entry, on) => _calls.Answer(entry, on));
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
            Place = yaml.At(item),
            Tags = Tags(map.GetValueOrDefault("tags")),
            About = map.TryGetValue("about", out var about) ? yaml.Text(about, "\"about\"") : null,
            Given = given,
            Refuses = refuses,
            Answers = answers,
        });
    }

    private List<T> Calls<T>(
        Dictionary<string, YamlNode> map, string name, ref DateOnly? today, Func<YamlNode, DateOnly?, T?> read)
        where T : class
    {
        var calls = new List<T>();
        foreach (var item in yaml.Items(map.GetValueOrDefault(name), $"\"{name}\"", "Begin each line with `- NAME: [ARGUMENTS]`."))
        {
            if (item is YamlMappingNode { Children.Count: 1 } only && only.Children[0].Key is YamlScalarNode { Value: "today" })
            {
                today = Days.Read(yaml, only.Children[0].Value, "\"today\"") ?? today;
            }
            else if (read(item, today) is { } call)
            {
                calls.Add(call);
            }
        }

        return calls;
    }

    private List<string> Tags(YamlNode? node) => node switch
    {
        YamlScalarNode { Value.Length: > 0 } one => [one.Value],
        _ => [.. yaml.Items(node, "\"tags\"", "Write [one, two].").Select(tag => yaml.Text(tag, "A tag")).OfType<string>()],
    };
}
