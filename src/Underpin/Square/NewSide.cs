using Underpin.Changes.Folder;
using Underpin.Design.Testing;

namespace Underpin.Square;

/// <summary>The new candidate in a scratch database, in which facts are recorded as a new application would.</summary>
internal sealed class NewSide(CandidateDatabase schema)
{
    private CleanSlate? _slate;

    public CandidateDatabase Schema => schema;

    /// <summary>
    /// Remembers what the schema came with, before a fact is recorded, and refuses differences about nothing of it.
    /// </summary>
    public async Task PrepareAsync(IReadOnlyList<DeclaredDifference> differs, CancellationToken cancellationToken)
    {
        await using var session = await schema.Database.SessionAsync(cancellationToken);
        await RowComparer.CheckAsync(session, differs, cancellationToken);
        _slate = await CleanSlate.TakeAsync(session, cancellationToken);
    }

    /// <summary>Leaves no row but those that the schema came with.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await using var session = await schema.Database.SessionAsync(cancellationToken);
        await _slate!.RestoreAsync(session, cancellationToken);
    }
}
