namespace Underpin.Square.Rows;

/// <summary>A column of a table whose rows are compared.</summary>
/// <param name="Name">As the catalogue has it.</param>
/// <param name="NotNull">It always holds a value.</param>
/// <param name="MadeByServer">
/// An identity, a generated column, or a default that is another each time (a sequence, a random uuid, a clock): two
/// databases that hold the same rows differ in it.
/// </param>
internal sealed record HeldColumn(string Name, bool NotNull, bool MadeByServer);
