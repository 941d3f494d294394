using Underpin.Checks;

namespace Underpin.Cli.Sentences;

/// <summary>How a check is said to people: what it asks, and what was found.</summary>
/// <param name="Asks">The question.</param>
/// <param name="Found">The answer.</param>
internal sealed record CheckSentence(Func<Check, string> Asks, Func<Check, string> Found)
{
    /// <summary>One line a code. A new check has its line here.</summary>
    private static readonly Dictionary<string, CheckSentence> _all = new()
    {
        [CheckCode.Lint] = new(
            _ => "lint finds nothing in expand.sql",
            check => check.Holds
                ? $"{check.Figures["statements"]:0} statements tried on a copy of the schema"
                : string.Join(", ", check.Objects)),
        [CheckCode.Expanded] = new(_ => "the schema is expanded", check => check.Objects[1]),
        [CheckCode.Acknowledged] = new(
            _ => "every live instance of the application has acknowledged the plan", EvidenceSentences.Acknowledged),
        [CheckCode.WritesBoth] = new(
            _ => "every write reaches both schemas",
            check => check.Holds ? $"since {check.Times["since"]:u}" : $"writing at {check.Figures["percent"]:0.##} %"),
        [CheckCode.Populated] = new(
            _ => "the new tables were populated while every write reached both schemas", EvidenceSentences.Populated),
        [CheckCode.Verified] = new(
            _ => "a full verify since the last populate and repair found nothing", EvidenceSentences.Clean),
        [CheckCode.Rebuilt] = new(
            _ => "a full verify of back.sql against what is retired found nothing", EvidenceSentences.Clean),
        [CheckCode.FailuresSettled] = new(
            _ => "no failed write of the follower is left unsettled",
            check => check.Holds ? "none"
                : $"{check.Figures["count"]:N0}, the latest for key \"{check.Rows[0]}\" at "
                + $"{check.Times["failed"].UtcDateTime:HH:mm:ss} UTC ({check.Objects[0]})"),
        [CheckCode.Compared] = new(
            check => $"at least {check.Figures["required"]:N0} shadow reads compared since the clean verify, "
                + "without an unknown mismatch",
            check => check.Objects.Count == 0
                ? $"{check.Figures["compared"]:N0} compared, no unknown mismatch"
                : $"{check.Figures["compared"]:N0} compared since the last of {check.Figures["unknown"]:N0} unknown "
                    + "ones, "
                + $"in {check.Objects[0]}"),
        [CheckCode.ReadsNew] = new(
            _ => "the new schema answers every read", check => $"reading at {check.Figures["percent"]:0.##} %"),
        [CheckCode.NewLeads] = new(_ => "the new schema leads", check => $"{check.Objects[0]} leads"),
        [CheckCode.OldLeads] = new(
            _ => "the old schema leads, so that nothing is taken away from the new one",
            check => $"{check.Objects[0]} leads; {check.Objects[1]}"),
        [CheckCode.BothInUse] = new(_ => "both schemas are in use", check => check.Objects[1]),
        [CheckCode.NotDropped] = new(
            _ => "the old schema is still there",
            check => check.Holds ? check.Objects[1]
                : "it was dropped: there is no way back; its values are in the archive that `underpin journal` names"),
        [CheckCode.Expressible] = new(
            _ => "the old schema can express every row of the new one",
            check => check.Holds ? "as of the newest verify"
                : $"past the point of no return: {check.Figures["rows"]:N0} rows, the first {check.Rows[0]}, seen "
                + $"{check.Times["found"].UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"),
        [CheckCode.InCharge] = new(
            check => $"it has been in charge for {Length.Say(check.Figures["required"])}",
            check => EvidenceSentences.Soaked(check, "not yet")),
        [CheckCode.SetAside] = new(
            check => $"it has been set aside for {Length.Say(check.Figures["required"])}",
            check => EvidenceSentences.Soaked(check, "not set aside")),
        [CheckCode.OldUnused] = new(
            _ => "no instance has used the old schema since it was stopped",
            check => check.Holds
                ? $"none since {check.Times["since"]:u}" : $"{check.Objects[0]} used it at {check.Times["used"]:u}"),
        [CheckCode.WasInUse] = new(
            check => $"{check.Objects[0]} was in use meanwhile",
            check => check.Case == CheckCase.StatisticsReset
                ? "the server's statistics were reset since"
                : $"{check.Figures["reads"]:N0} reads and {check.Figures["writes"]:N0} rows written since it was set "
                    + "aside"),
        [CheckCode.NothingDepends] = new(
            _ => "nothing else in the database depends on it",
            check => check.Holds
                ? "no view, policy, publication, trigger, function, or key of another table"
                : string.Join("; ", check.Objects)),
        [CheckCode.Recorded] = new(
            check => check.Objects[0],
            check => check.Objects[1].Split(": ", 2) is [_, var found] ? found : check.Objects[1]),
    };

    /// <summary>Every code that has a sentence.</summary>
    public static IReadOnlyCollection<string> Codes => _all.Keys;

    public static CheckSentence Of(Check check) =>
        _all.GetValueOrDefault(check.Code) ?? new(_ => check.Code, _ => check.Case ?? "");

    /// <summary>In one line: whether it holds, what was asked, what was found.</summary>
    public static string Line(Check check)
    {
        var sentence = Of(check);
        return $"{(check.Holds ? "yes" : "no ")}  {sentence.Asks(check)}: {sentence.Found(check)}";
    }
}
