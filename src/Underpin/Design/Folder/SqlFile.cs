using Underpin.Postgres.Scripts;

namespace Underpin.Design.Folder;

/// <summary>A file of SQL in the model folder.</summary>
/// <param name="File">Relative to the model folder.</param>
/// <param name="Text">All of it.</param>
/// <param name="Statements">In order.</param>
internal sealed record SqlFile(string File, string Text, IReadOnlyList<Statement> Statements);
