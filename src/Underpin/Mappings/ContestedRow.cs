namespace Underpin.Mappings;

/// <summary>A row of an owned target that the mapping gives twice at one moment.</summary>
/// <param name="Target">The table, as the folder names it.</param>
/// <param name="Key">The row's key, as a JSON object.</param>
/// <param name="One">A source key that is owed the row.</param>
/// <param name="Other">The other one; the same where the mapping gives the row twice for one.</param>
internal sealed record ContestedRow(string Target, string Key, long One, long Other)
{
    public const string Code = "run.contested";

    /// <summary>Says what contradicts what, and where to mend it.</summary>
    public UnderpinException Refuse() => new(
        Code,
        One == Other
            ? $"The mapping of {Target} gives the row {Key} twice for the source key {One}."
            : $"The mapping of {Target} gives the row {Key} to two source keys, {One} and {Other}; "
                + "it can belong to one.",
        $"Correct one of the source rows, {Target}.sql, or the key of {Target} in change.yaml, then run the same "
        + "command again: it continues where it stopped.");
}
