namespace Underpin.Design.Testing;

/// <summary>A fact that is given changed no row, and its block does not say that it may.</summary>
internal sealed record FactTouchedNothing : Miss
{
    public override string Code => "fact.touched-nothing";

    public override string Summary =>
        "The fact touched nothing: its statements found no row. Mend the block, or mark it (may touch nothing).";
}
