namespace Underpin.Design.Testing;

/// <summary>A fact that is given, and so legal, was refused.</summary>
internal sealed record FactRefused(ServerRefusal Refusal) : Miss
{
    public override string Code => "fact.refused";

    public override ServerRefusal Server => Refusal;

    public override string Summary => Refusal.IsByTheSchema
        ? $"A legal fact was refused by {Refusal.Speaker}."
        : "A legal fact could not be recorded.";
}
