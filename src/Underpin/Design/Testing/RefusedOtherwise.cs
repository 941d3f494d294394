namespace Underpin.Design.Testing;

/// <summary>What is illegal failed, yet no constraint, unique index or trigger forbade it.</summary>
internal sealed record RefusedOtherwise(ServerRefusal? Error) : Miss
{
    public override string Code => Error is null ? "refusal.touched-nothing" : "refusal.error";

    public override ServerRefusal? Server => Error;

    public override string Summary => Error is null
        ? "Not refused: the fact only found nothing to change. No constraint or trigger of the schema spoke."
        : "Not refused by the schema: the statement failed for another reason.";
}
