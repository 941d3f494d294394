using Spectre.Console;
using Underpin.Cli.Json;
using Underpin.Design;
using Underpin.Design.ScoreCard.Rows;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints the score card: candidates across, measures down.</summary>
internal static class ScoreCardAnswer
{
    public static void Show(Call call, ModelScores card)
    {
        if (call.Json)
        {
            ModelAnswers.Json(call, card, Documents.Default.ModelScores);
            return;
        }

        var table = new Table { Border = TableBorder.Square }.AddColumn("");
        foreach (var candidate in card.Candidates)
        {
            table.AddColumn(new TableColumn(new Text(candidate)) { Alignment = Justify.Right });
        }

        foreach (var group in card.Rows.GroupBy(row => row.Group))
        {
            table.AddRow([Bold(group.Key), .. card.Candidates.Select(_ => Text.Empty)]);
            foreach (var row in group)
            {
                table.AddRow(
                    [new Text($"  {row.Title}"), .. card.Candidates.Select(candidate => Say(row.Cells[candidate]))]);
            }
        }

        table.AddRow([Bold("Distance"), .. card.Candidates.Select(_ => Text.Empty)]);
        foreach (var from in card.Candidates)
        {
            table.AddRow([new Text($"  from {from}, steps"), .. card.Candidates.Select(to => Steps(card, from, to))]);
        }

        call.Output.Write(table);
        call.Output.Line(
            $"{card.Scenarios:N0} {(card.Scenarios == 1 ? "scenario" : "scenarios")} × "
            + $"{card.Candidates.Count} candidates in {card.Seconds:0.0} s. "
            + "* does best; ! fails what every candidate should pass. --html FILE shows why.");
    }

    private static Text Bold(string text) => new(text, new Style(decoration: Decoration.Bold));

    private static Text Steps(ModelScores card, string from, string to) =>
        new(card.Distances.FirstOrDefault(one => one.From == from && one.To == to)?.Steps.ToString() ?? "—");

    // By a sign too: a log has no colours, and not everybody sees them.
    private static Text Say(ScoreCell cell) => cell.Grade switch
    {
        Grade.Best => new($"{cell.Text} *", new Style(Color.Green)),
        Grade.Fails => new($"{cell.Text} !", new Style(Color.Red)),
        _ => new(cell.Text),
    };
}
