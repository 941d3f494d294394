using System.Runtime.CompilerServices;

namespace Underpin.Postgres;

/// <summary>
/// A piece of SQL that is safe to run. Names enter it as <see cref="Identifier"/> or <see cref="QualifiedName"/>,
/// values as <c>$1</c> parameters; a plain string in a hole does not compile.
/// </summary>
internal sealed record Sql
{
    private Sql(string text) => Text = text;

    public string Text { get; }

    /// <summary>
    /// The values of <c>$1</c>, <c>$2</c>, … in this order; they belong to a whole statement, never to a piece of one.
    /// </summary>
    public IReadOnlyList<SqlValue> Parameters { get; private init; } = [];

    public static Sql Empty { get; } = new("");

    public static Sql Of(ref Handler handler) => new(handler.Finish());

    /// <summary>SQL that a user keeps in a file of their own, taken as it stands.</summary>
    public static Sql FromUser(string text) => new(text);

    /// <summary>A fixed piece of our own SQL, such as a list of keywords kept in a table of the code.</summary>
    public static Sql Constant(string text) => new(text);

    public static Sql Join(string separator, IEnumerable<Sql> parts) =>
        new(string.Join(separator, parts.Select(part => part.Text)));

    /// <summary>The same with the values of its parameters.</summary>
    public Sql With(params SqlValue[] values) => this with { Parameters = values };

    public override string ToString() => Text;

    [InterpolatedStringHandler]
    internal ref struct Handler(int literalLength, int formattedCount)
    {
        private DefaultInterpolatedStringHandler _text = new(literalLength, formattedCount);

        public void AppendLiteral(string literal) => _text.AppendLiteral(literal);

        public void AppendFormatted(Identifier name) => _text.AppendLiteral(name.ToString());

        public void AppendFormatted(QualifiedName name) => _text.AppendLiteral(name.ToString());

        public void AppendFormatted(Sql sql) => _text.AppendLiteral(sql.Text);

        public string Finish() => _text.ToStringAndClear();
    }
}
