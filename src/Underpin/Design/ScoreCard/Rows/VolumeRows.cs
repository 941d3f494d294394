using Underpin.Design.ScoreCard.Measured;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Size and speed at volume.</summary>
internal static class VolumeRows
{
    private const double Megabyte = 1024 * 1024;
    private const int Shown = 8;

    public static IEnumerable<ScoreRow> Of(IReadOnlyList<CandidateMeasure> candidates, Volume volume)
    {
        var group = $"At volume: {volume.Histories:N0} random histories";
        yield return ScoreRow.Of(
            group, "volume.recording", "facts recorded a second",
            "Bulk recording of the histories, by as many connections as there are processors.",
            Better.More, Cells(one => new($"{one.FactsPerSecond:N0}", one.FactsPerSecond, [$"{one.Facts:N0} facts"])));
        yield return ScoreRow.Of(
            group, "volume.size", "bytes a fact", "Tables and indexes when everything is recorded.", Better.Less,
            Cells(one => new($"{BytesPerFact(one):N0}", Math.Round(BytesPerFact(one)),
                [$"{one.Bytes / Megabyte:N1} MB for {one.Facts:N0} facts"])));
        yield return ScoreRow.Of(
            group, "volume.slowest", "slowest question, p95",
            "Milliseconds, as the client sees them, at the largest size.", Better.Less,
            Cells(one => one.Slowest.FirstOrDefault() is { } slowest
                ? new(
                    $"{slowest.Last.P95:0.0} ms", slowest.Last.P95,
                    [.. one.Slowest.Take(Shown).Select(question => question.Say())])
                : new("none asked", null, [])));
        yield return ScoreRow.Of(
            group, "volume.growing", "questions that grow with the tables",
            "The blocks that they touch grow more than their answers do.", Better.Less,
            Cells(one => new(
                $"{one.Questions.Count(question => question.GrowsWithTable)} of {one.Slowest.Count()}",
                one.Questions.Count(question => question.GrowsWithTable),
                [.. one.Slowest.Where(question => question.GrowsWithTable).Select(question => question.Say())])));

        IEnumerable<ScoreCell> Cells(Func<CandidateVolume, ScoreCell> cell) => candidates.Select(candidate =>
            volume.Of(candidate.Candidate.Name) is { } one ? cell(one) : new ScoreCell("not loaded", null, []));
    }

    private static double BytesPerFact(CandidateVolume one) => one.Facts == 0 ? 0 : (double)one.Bytes / one.Facts;
}
