using System.Runtime.InteropServices;

namespace Underpin.Postgres.Scripts;

/// <summary>A piece of a script: the tokens of a text, one after the other, are the text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>Nothing that the server would run.</summary>
    public bool IsBlank => Kind is TokenKind.Space or TokenKind.Comment;
}
