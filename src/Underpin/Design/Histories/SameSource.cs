namespace Underpin.Design.Histories;

/// <summary>What another parameter could be; <c>ect</c> or <c>mentor</c>, say.</summary>
internal sealed record SameSource(IReadOnlyList<(string Parameter, ValueSource Source)> Others) : ValueSource
{
    public override string? Renamed(string? value, Renaming renaming)
    {
        foreach (var (_, source) in Others)
        {
            if (source.Renamed(value, renaming) is var renamed && renamed != value)
            {
                return renamed;
            }
        }

        return value;
    }

    protected override string? Known(string parameter, HistoryDraft draft)
    {
        var (name, source) = Others[draft.Random.Next(Others.Count)];
        return source.Draw(name, draft);
    }
}
