namespace Underpin.Design.Folder;

/// <summary>Reads a line such as <c>school_of(ect text, on date) returns (school text)</c>.</summary>
internal sealed class SignatureReader(string text, Place place, Problems problems)
{
    private const string Example = "It looks like ect_joins_school(ect text, school text, on date), "
        + "and a question ends in returns (school text).";

    private int _at;

    public Fact? Fact()
    {
        if (Opening() is not var (name, parameters))
        {
            return null;
        }

        if (Rest().Length > 0)
        {
            return Refuse<Fact>($"After the parameters of the fact \"{name}\" stands \"{Rest()}\".");
        }

        return new() { Name = name, Parameters = parameters, Place = place };
    }

    public Question? Question()
    {
        if (Opening() is not var (name, parameters))
        {
            return null;
        }

        if (Word() != "returns" || Parameters() is not { } returns || Rest().Length > 0)
        {
            return Refuse<Question>($"The question \"{name}\" does not say what it returns.");
        }

        return returns.Count == 0
            ? Refuse<Question>($"The question \"{name}\" returns no column.")
            : new() { Name = name, Parameters = parameters, Returns = returns, Place = place };
    }

    private (string Name, IReadOnlyList<Parameter> Parameters)? Opening()
    {
        var name = Word();
        if (name.Length == 0 || Parameters() is not { } parameters)
        {
            Refuse<Fact>($"\"{text}\" is no signature.");
            return null;
        }

        if (parameters.FirstOrDefault(parameter => parameter.Name == Vocabulary.TodayParameter.Name) is not null)
        {
            problems.Add(place, $"\"{name}\" declares a parameter \"today\", which every block has already.",
                "Leave it out, or give it another name.");
        }

        return (name, parameters);
    }

    /// <summary>From the next parenthesis to the one that closes it.</summary>
    private List<Parameter>? Parameters()
    {
        SkipSpace();
        if (_at >= text.Length || text[_at] != '(')
        {
            return null;
        }

        var parts = new List<string>();
        var depth = 0;
        var start = _at + 1;
        for (; _at < text.Length; _at++)
        {
            depth += text[_at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 || (depth == 1 && text[_at] == ','))
            {
                parts.Add(text[start.._at].Trim());
                start = _at + 1;
            }

            if (depth == 0)
            {
                _at++;
                return Split(parts);
            }
        }

        return null;
    }

    private List<Parameter>? Split(List<string> parts)
    {
        var parameters = new List<Parameter>();
        foreach (var part in parts is [""] ? [] : parts)
        {
            if (part.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is not [var name, var type]
                || !name.All(IsName))
            {
                return null;
            }

            if (parameters.Exists(other => other.Name == name))
            {
                problems.Add(place, $"\"{name}\" stands twice in \"{text}\".", "Give one of them another name.");
            }

            parameters.Add(new(name, type.Trim()));
        }

        return parameters;
    }

    private string Word()
    {
        SkipSpace();
        var start = _at;
        while (_at < text.Length && IsName(text[_at]))
        {
            _at++;
        }

        return text[start.._at];
    }

    private string Rest() => text[_at..].Trim();

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private static bool IsName(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private T? Refuse<T>(string message)
        where T : Signature
    {
        problems.Add(place, message, Example);
        return null;
    }
}
