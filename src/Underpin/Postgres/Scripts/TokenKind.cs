namespace Underpin.Postgres.Scripts;

/// <summary>What the splitting of a script must tell apart; everything else is <see cref="Other"/>.</summary>
internal enum TokenKind
{
    Space,
    Comment,
    Word,
    Quoted,
    Semicolon,
    Open,
    Close,
    Backslash,
    Other,
}
