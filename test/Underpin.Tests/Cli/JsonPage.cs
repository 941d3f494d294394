using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Underpin.Cli.Json;

namespace Underpin.Tests.Cli;

/// <summary>Renders docs/json.md from the records that the tool prints, and from what their comments say.</summary>
internal sealed class JsonPage
{
    private const string Head = """
        # JSON

        What does a verb answer with `--json`? One document in one envelope, on standard output; the exit code is the
        same as without. Names are in camel case, lengths of time as `hh:mm:ss.fffffff`, moments in ISO 8601.

        """;

    private readonly Dictionary<string, string> _comments = [];
    private readonly SortedDictionary<string, Type> _parts = new(StringComparer.Ordinal);

    private JsonPage()
    {
        foreach (var assembly in new[] { typeof(Envelope).Assembly, typeof(ExitCode).Assembly })
        {
            var comments = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
            foreach (var member in comments.Descendants("member"))
            {
                foreach (var part in member.Elements("param"))
                {
                    _comments[$"{member.Attribute("name")!.Value}/{part.Attribute("name")!.Value}"] = Plain(part);
                }

                if (member.Element("summary") is { } summary)
                {
                    _comments[member.Attribute("name")!.Value] = Plain(summary);
                }
            }
        }
    }

    public static string Render() => new JsonPage().Page();

    private string Page()
    {
        var page = new StringBuilder(Head);
        page.Append("\n## The envelope\n\n");
        Table(page, typeof(Envelope));
        page.Append("\n## The figures of each verb\n");
        foreach (var (verb, type) in Documents.Figures)
        {
            var item = type.IsGenericType ? type.GetGenericArguments()[0] : type;
            page.Append($"\n### {verb}\n\n{(item == type ? "" : "A list of these:\n\n")}");
            Table(page, item);
        }

        page.Append("\n## What they hold\n");
        var told = new HashSet<string>();
        while (_parts.Keys.FirstOrDefault(told.Add) is { } name)
        {
            page.Append($"\n### {name}\n\n");
            Table(page, _parts[name]);
        }

        return page.ToString();
    }

    private void Table(StringBuilder page, Type type)
    {
        page.Append("| member | type | |\n|---|---|---|\n");
        foreach (var property in Documents.Default.Options.GetTypeInfo(type).Properties
            .Where(property => property.Get is not null)) // Not what is left out on purpose.
        {
            page.Append($"| `{property.Name}` | {Name(property.PropertyType)} | {Comment(type, property)} |\n");
        }
    }

    private string Comment(Type owner, JsonPropertyInfo property)
    {
        var member = owner.GetProperties().Single(
            one => JsonNamingPolicy.CamelCase.ConvertName(one.Name) == property.Name);
        var type = member.DeclaringType!;
        return _comments.GetValueOrDefault($"P:{type.FullName}.{member.Name}")
            ?? _comments.GetValueOrDefault($"T:{type.FullName}/{member.Name}")
            ?? throw new InvalidOperationException($"{type.Name}.{member.Name} says nothing of itself.");
    }

    private string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value);
        }

        if (type.IsGenericType)
        {
            var of = type.GetGenericArguments();
            return of.Length == 2 ? $"object: {Name(of[1])} by name" : $"list: {Name(of[0])}";
        }

        if (type.IsEnum)
        {
            return string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"));
        }

        if (type == typeof(string) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan))
        {
            return type == typeof(string) ? "text" : type == typeof(TimeSpan) ? "length of time" : "moment";
        }

        if (type.IsPrimitive || type == typeof(JsonElement))
        {
            return type == typeof(bool) ? "true or false" : type == typeof(JsonElement) ? "object" : "number";
        }

        _parts[type.Name] = type;
        return $"[{type.Name}](#{type.Name.ToLowerInvariant()})";
    }

    private static string Plain(XElement comment)
    {
        var words = string.Concat(comment.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")?.Value.Split('.')[^1]}`",
            _ => node.ToString(),
        })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Replace("|", "\\|", StringComparison.Ordinal);
    }
}
