namespace Underpin.Design.Testing;

/// <summary>Of facts that only together are illegal, one is refused by itself.</summary>
internal sealed record RefusedAlone(ServerRefusal? Error) : Miss
{
    public override string Code => "refusal.alone";

    public override ServerRefusal? Server => Error;

    public override string Summary => Error is null
        ? "This one by itself touched nothing, though it is legal without the others."
        : "This one is refused by itself, though it is legal without the others.";
}
