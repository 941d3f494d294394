using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Underpin.Yaml;

/// <summary>
/// Turns the one document of a file into values that know their places. Names that stand twice and aliases of nothing
/// are told with the rest; at what is not YAML the reading ends.
/// </summary>
internal sealed class YamlParser(string file, string text, Problems problems)
{
    private readonly Parser _events = new(new StringReader(text));
    private readonly Dictionary<string, YamlValue> _anchors = [];

    /// <summary>Null where the file is no YAML (which is told) or holds nothing.</summary>
    public YamlValue? Parse()
    {
        try
        {
            _events.Consume<StreamStart>();
            if (!_events.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            var root = Value();
            _events.Consume<DocumentEnd>();
            if (_events.Accept<DocumentStart>(out var second))
            {
                problems.Add(At(second), "A second document begins here.", "Keep one document a file.");
            }

            return root.IsNothing ? null : root;
        }
        catch (YamlException exception)
        {
            Refuse(exception);
            return null;
        }
    }

    private YamlValue Value()
    {
        var here = _events.Current!;
        var value = here switch
        {
            AnchorAlias alias => Aliased(alias),
            SequenceStart => List(At(here)),
            MappingStart => Map(At(here)),
            _ => Text(_events.Consume<Scalar>()),
        };
        if (here is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            _anchors[anchor.Value] = value;
        }

        return value;
    }

    private YamlText Text(Scalar scalar) =>
        new(At(scalar), scalar.Value, scalar.Style is ScalarStyle.Plain or ScalarStyle.Any);

    private YamlList List(Place place)
    {
        _events.Consume<SequenceStart>();
        var items = new List<YamlValue>();
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Value());
        }

        return new(place, items);
    }

    private YamlMap Map(Place place)
    {
        _events.Consume<MappingStart>();
        var entries = new Dictionary<string, YamlEntry>();
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var (key, value) = (Value(), Value());
            if (key is not YamlText { Text: var name })
            {
                problems.Add(key.Place, $"A name must be a text, not {key.Kind}.", "Write NAME: VALUE.");
            }
            else if (!entries.TryAdd(name, new(name, key.Place, value)))
            {
                var first = entries[name].Place.Line;
                problems.Add(
                    key.Place, $"This is not YAML: \"{name}\" stands in line {first} already.", "Keep one of them.");
            }
        }

        return new(place, [.. entries.Values]);
    }

    /// <summary>The value that was given the name, as if it stood here.</summary>
    private YamlValue Aliased(AnchorAlias alias)
    {
        _events.Consume<AnchorAlias>();
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var value))
        {
            problems.AddUnknown(At(alias), "anchor above", $"&{name}", [.. _anchors.Keys.Select(known => $"&{known}")]);
            value = new YamlText(At(alias), "", IsPlain: true);
        }

        return value with { Place = At(alias) };
    }

    private Place At(ParsingEvent here) => new(file, (int)Math.Max(1, here.Start.Line));

    private void Refuse(YamlException exception)
    {
        if (IndentedByTab() is { } line)
        {
            problems.Add(new(file, line), "A tab indents this line.", "Indent with spaces. With tabs it is not YAML.");
            return;
        }

        problems.Add(
            new(file, (int)Math.Max(1, exception.End.Line)),
            $"This is not YAML: {(exception.InnerException ?? exception).Message}",
            "A text that holds \": \" or begins with one of [ { & * ! | > ' \" % @ ` needs quotes.");
    }

    /// <summary>The parser says of a tab only that it found no key, some lines before it.</summary>
    private int? IndentedByTab()
    {
        var index = Array.FindIndex(text.Split('\n'), line => !string.IsNullOrWhiteSpace(line)
            && line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t'));
        return index < 0 ? null : index + 1;
    }
}
