using Underpin.Design.Folder;

namespace Underpin.Design.Testing;

/// <summary>What is illegal was accepted.</summary>
internal sealed record Accepted(DomainRule? Rule) : Miss
{
    public override string Code => "refusal.accepted";

    public override string Summary => "Accepted, and had to be refused"
        + (Rule is null ? "." : $": {Rule.Says} ({Rule.Name}).");
}
