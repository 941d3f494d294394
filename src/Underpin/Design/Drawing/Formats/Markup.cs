using System.Globalization;
using System.Text;

namespace Underpin.Design.Drawing.Formats;

/// <summary>Writes SVG or HTML: what enters it as text or value is escaped, and what is opened is closed.</summary>
internal sealed class Markup
{
    private static readonly string[] _void = ["meta", "br", "hr", "col", "wbr"];

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; an attribute that is null is left out.</summary>
    public Markup Open(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(attribute).Append("=\"").Append(Escape(Say(value))).Append('"');
            }
        }

        _text.Append('>');
        if (!_void.Contains(name))
        {
            _open.Push(name);
        }

        return this;
    }

    public Markup Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    public Markup Text(string text)
    {
        _text.Append(Escape(text));
        return this;
    }

    /// <summary>Ends a line of the source; for elements in which white space does not show.</summary>
    public Markup Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>An element that holds only a text.</summary>
    public Markup Element(string name, string text, params ReadOnlySpan<(string Name, object? Value)> attributes) =>
        Open(name, attributes).Text(text).Close();

    /// <summary>An element that holds nothing.</summary>
    public Markup Element(string name, params ReadOnlySpan<(string Name, object? Value)> attributes) =>
        Open(name, attributes).Close();

    /// <summary>A style sheet of our own, which no escaping may touch.</summary>
    public Markup Style(Stylesheet sheet)
    {
        _text.Append("<style>").Append(sheet.Text).Append("</style>\n");
        return this;
    }

    public Markup DocumentType()
    {
        _text.Append("<!doctype html>\n");
        return this;
    }

    public override string ToString() =>
        _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is not closed.");

    private static string Say(object value) => value switch
    {
        double number => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' or '\t' => letter.ToString(),
                // XML has no other control characters, not even escaped ones.
                _ when char.IsControl(letter) || letter is '\uFFFE' or '\uFFFF' => "\uFFFD",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
