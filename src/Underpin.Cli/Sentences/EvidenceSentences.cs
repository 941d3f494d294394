using Underpin.Checks;

namespace Underpin.Cli.Sentences;

/// <summary>The longer answers of checks.</summary>
internal static class EvidenceSentences
{
    public static string Acknowledged(Check check)
    {
        if (check.Case == CheckCase.NobodyIsLive)
        {
            return "no live instance";
        }

        var counts =
            $"{check.Figures["acknowledged"]:0} of {check.Figures["live"]:0} at plan {check.Figures["version"]:0}";
        return check.Objects.Count == 0 ? counts : $"{counts}: " + string.Join("; ", check.Objects.Select(instance =>
            check.Figures.TryGetValue(instance, out var version)
                ? $"{instance} is at plan {version:0}" : $"{instance} does not know the change"));
    }

    public static string Populated(Check check) => check.Case switch
    {
        CheckCase.NotWritingBoth => "not every write reaches both schemas",
        CheckCase.None => "no populate has finished since then",
        _ => $"{check.Figures["sourceRows"]:N0} source rows, finished {check.Times["finished"]:u}",
    };

    public static string Clean(Check check) => check.Case switch
    {
        CheckCase.NotWritingBoth => "not every write reaches both schemas",
        CheckCase.None => "no full verify has finished since then",
        CheckCase.WrittenSince =>
            $"rows were written by populate or repair since the verify of {check.Times["finished"]:u}",
        CheckCase.Stopped => $"a {check.Objects[0]} was stopped before its end",
        CheckCase.Found => $"the verify of {check.Times["finished"]:u} found {check.Figures["found"]:N0}",
        CheckCase.Accepted => $"{check.Figures["lost"]:N0} rows that back.sql cannot rebuild were accepted",
        CheckCase.AcceptedOtherwise =>
            $"{check.Figures["lost"]:N0} rows cannot be rebuilt, {check.Figures["accepted"]:N0} were accepted",
        _ => $"{check.Figures["sourceRows"]:N0} source rows compared, finished {check.Times["finished"]:u}",
    };

    public static string Soaked(Check check, string never) => check.Case == CheckCase.None
        ? never
        : $"for {Length.Say(check.Figures["elapsed"])}, since {check.Times["since"]:u}";
}
