using Underpin.Design.Drawing.Catalogue;
using Underpin.Design.ScoreCard.Histories;

namespace Underpin.Design.ScoreCard.Rows;

/// <summary>Touch, repetition and emptiness: what the scenarios' facts wrote and left behind.</summary>
internal static class HistoryRows
{
    private const int Shown = 8;

    // Who cannot record much writes little, and repeats little.
    private const double Enough = 0.9;

    public static IEnumerable<ScoreRow> Of(IReadOnlyList<CandidateMeasure> candidates)
    {
        var most = candidates.Select(one => one.History.Touches.Count).DefaultIfEmpty(0).Max();
        return Measured(candidates).Select(row => row.Key is "touch.recorded" or "emptiness.keys" ? row : row.Among(
            [.. candidates.Select(one => one.History.Touches.Count >= Enough * most)]));
    }

    private static IEnumerable<ScoreRow> Measured(IReadOnlyList<CandidateMeasure> candidates)
    {
        const string Touch = "Touch";
        yield return ScoreRow.Of(
            Touch, "touch.recorded", "facts recorded",
            "Facts of the scenarios that could be recorded; what follows is measured on these, and compared among "
                + "candidates that record nearly as many as any.",
            Better.More, candidates.Select(one => Recorded(one.History)));
        yield return ScoreRow.Of(
            Touch, "touch.tables.mean", "tables written per fact",
            "Mean over every fact of every scenario that was recorded.",
            Better.Less, candidates.Select(one => Mean(one.History, touch => touch.Tables)));
        yield return ScoreRow.Of(
            Touch, "touch.tables.most", "tables written by one fact, at most", "The fact that reaches furthest.",
            Better.Less, candidates.Select(one => Most(one.History, touch => touch.Tables)));
        yield return ScoreRow.Of(
            Touch, "touch.rows.mean", "rows written per fact",
            "Inserted, updated and deleted, by the server's own count in the transaction: triggers and cascades "
                + "included.",
            Better.Less, candidates.Select(one => Mean(one.History, touch => touch.Rows)));
        yield return ScoreRow.Of(
            Touch, "touch.rows.most", "rows written by one fact, at most", "The fact that writes most.",
            Better.Less, candidates.Select(one => Most(one.History, touch => touch.Rows)));
        yield return ScoreRow.Of(
            "Repetition", "repetition", "copies per 100 stated values",
            "Each cell more that a fact leaves with a value of its history than it states that value itself is a copy. "
                + "A foreign key counts as the name of the row it points to; a row's own name, what the server numbers "
                + "or computes, the day of recording and numbers below 1000 do not count.",
            Better.Less, candidates.Select(one => Copies(one.History)));
        const string Empty = "Emptiness";
        yield return ScoreRow.Of(
            Empty, "emptiness.nulls", "cells that are null", "Of all cells of all rows that the scenarios' facts left.",
            Better.Less, candidates.Select(one => Nulls(one.History)));
        yield return ScoreRow.Of(
            Empty, "emptiness.keys", "nullable foreign keys", "From the catalogue.",
            Better.Less, candidates.Select(one => new ScoreCell(
                $"{one.History.NullableKeys} of {one.Catalogue.Relationships.Count}", one.History.NullableKeys,
                [.. one.Catalogue.Relationships.Where(key => key.Optional)
                    .Select(key => $"{key.Child.Plain}.{string.Join(", ", key.ChildColumns)}")])));
        yield return ScoreRow.Of(
            Empty, "emptiness.kinds", "columns for one kind of row only",
            "Always filled in the rows that hold one value in another column, and always empty in those that hold "
                + "another.",
            Better.Less, candidates.Select(one => Mixed(one.History)));
        yield return ScoreRow.Of(
            Empty, "emptiness.sources", "facts that one column takes values from, at most",
            "A column that takes the arguments of many different facts means different things in different rows.",
            Better.Less, candidates.Select(one => Sources(one.History)));
    }

    private static ScoreCell Recorded(HistoryMeasure history) =>
        new($"{history.Touches.Count} of {history.Given}", history.Touches.Count, []);

    private static ScoreCell Mean(HistoryMeasure history, Func<FactTouch, double> count)
    {
        var mean = history.Touches.Select(count).DefaultIfEmpty(0).Average();
        var why = history.Touches.GroupBy(touch => touch.Fact)
            .Select(fact => (fact.Key, Mean: fact.Average(count), Count: fact.Count()))
            .OrderByDescending(fact => fact.Mean)
            .Select(fact => $"{fact.Key}: {fact.Mean:0.0} (recorded {Times(fact.Count)})");
        return new(
            $"{mean:0.00}", Math.Round(mean, 2),
            [$"{history.Touches.Count} of {history.Given} facts were recorded", .. why]);
    }

    private static string Times(int count) => count switch { 0 => "nowhere", 1 => "once", _ => $"{count} times" };

    private static ScoreCell Most(HistoryMeasure history, Func<FactTouch, double> count)
    {
        var most = history.Touches.Select(count).DefaultIfEmpty(0).Max();
        return new($"{most:0}", most,
            [
                .. history.Touches.Where(touch => count(touch) == most)
                    .Take(Shown)
                    .Select(touch => $"{touch.Said} in \"{touch.Scenario}\""),
            ]);
    }

    private static ScoreCell Copies(HistoryMeasure history)
    {
        var copies = history.Copies.Sum(value => value.Copies);
        var rate = history.Stated == 0 ? 0 : Math.Round(100.0 * copies / history.Stated, 1);
        return new($"{rate:0.0}", rate,
        [
            $"{copies} copies of {history.Stated} stated values",
            .. history.Copies.OrderByDescending(value => value.Copies).Take(Shown).Select(value =>
                $"{value.Said} states {value.Value} {Times(value.Stated)} and stores it {Times((int)value.Stored)}: "
                + $"{string.Join(", ", value.Columns)} in \"{value.Scenario}\""),
        ]);
    }

    private static ScoreCell Nulls(HistoryMeasure history)
    {
        var share = history.Cells == 0 ? 0 : Math.Round(100.0 * history.Nulls / history.Cells, 1);
        var emptiest = history.Fills.Where(fill => fill.Kind is null && fill.Rows > 0)
            .SelectMany(fill => fill.Filled.Select((filled, at) => (
                Column: $"{fill.Table.Plain}.{Table(fill).Columns[at].Name}",
                Empty: fill.Rows - filled, fill.Rows)))
            .Where(one => one.Empty > 0).OrderByDescending(one => one.Empty).Take(Shown);
        return new($"{share:0.0} %", share,
        [
            $"{history.Nulls:N0} of {history.Cells:N0} cells",
            .. emptiest.Select(one => $"{one.Column}: {one.Empty:N0} of {one.Rows:N0}"),
        ]);

        Entity Table(Fill fill) => history.Catalogue.Entities.First(entity => entity.Name == fill.Table);
    }

    private static ScoreCell Mixed(HistoryMeasure history)
    {
        var mixed = history.MixedColumns().ToList();
        return new($"{mixed.Count}", mixed.Count, [.. mixed.Select(one => $"{one.Column}: {one.Kinds}")]);
    }

    private static ScoreCell Sources(HistoryMeasure history)
    {
        var columns = history.Sources.OrderByDescending(one => one.Value.Count)
            .ThenBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        var most = columns.Select(one => one.Value.Count).FirstOrDefault();
        return new($"{most}", most,
        [
            .. columns.Take(Shown).Select(one =>
                $"{one.Key} ({one.Value.Count}): {string.Join(", ", one.Value.Order(StringComparer.Ordinal))}"),
        ]);
    }
}
