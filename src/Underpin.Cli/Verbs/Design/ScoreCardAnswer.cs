using System.Text.Json;
using Spectre.Console;
using Underpin.Design.ScoreCard;
using Underpin.Design.ScoreCard.Distances;
using Underpin.Design.ScoreCard.Rows;

namespace Underpin.Cli.Verbs.Design;

/// <summary>Prints the score card: candidates across, measures down.</summary>
internal static class ScoreCardAnswer
{
    public static void Show(Call call, Scores card)
    {
        if (call.Json)
        {
            call.Output.JsonObject(json => Write(json, card));
            return;
        }

        var table = new Table { Border = TableBorder.Square }.AddColumn("");
        foreach (var candidate in card.Candidates)
        {
            table.AddColumn(new TableColumn(new Text(candidate.Candidate.Name)) { Alignment = Justify.Right });
        }

        foreach (var group in card.Rows.GroupBy(row => row.Group))
        {
            table.AddRow([new Text(group.Key, new Style(decoration: Decoration.Bold)), .. card.Candidates.Select(_ => Text.Empty)]);
            foreach (var row in group)
            {
                table.AddRow([new Text($"  {row.Title}"), .. row.Cells.Select(Say)]);
            }
        }

        table.AddRow([new Text("Distance", new Style(decoration: Decoration.Bold)), .. card.Candidates.Select(_ => Text.Empty)]);
        foreach (var from in card.Candidates)
        {
            table.AddRow([new Text($"  from {from.Candidate.Name}, steps"), .. card.Candidates.Select(to => Steps(card, from, to))]);
        }

        call.Output.Write(table);
        call.Output.Line(
            $"{card.Tested.Scenarios.Count:N0} {(card.Tested.Scenarios.Count == 1 ? "scenario" : "scenarios")} × {card.Candidates.Count} candidates in {card.Took.TotalSeconds:0.0} s. "
            + "* does best; ! fails what every candidate should pass. --html FILE shows why.");
    }

    private static Text Steps(Scores card, CandidateMeasure from, CandidateMeasure to) =>
        new(card.Distances.FirstOrDefault(one => one.From == from.Candidate.Name && one.To == to.Candidate.Name)?.Steps.ToString() ?? "—");

    // By a sign too: a log has no colours, and not everybody sees them.
    private static Text Say(ScoreCell cell) => cell.Grade switch
    {
        Grade.Best => new($"{cell.Text} *", new Style(Color.Green)),
        Grade.Fails => new($"{cell.Text} !", new Style(Color.Red)),
        _ => new(cell.Text),
    };

    private static void Write(Utf8JsonWriter json, Scores card)
    {
        json.WriteNumber("seconds", card.Took.TotalSeconds);
        json.WriteStartArray("candidates");
        foreach (var candidate in card.Candidates)
        {
            json.WriteStringValue(candidate.Candidate.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in card.Rows)
        {
            Write(json, row, card);
        }

        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var rule in card.Rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.Rule.Name);
            json.WriteString("says", rule.Rule.Says);
            foreach (var (candidate, cell) in card.Candidates.Zip(rule.Cells))
            {
                json.WriteString(candidate.Candidate.Name, cell.Holder.ToString().ToLowerInvariant());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("distances");
        foreach (var distance in card.Distances)
        {
            Write(json, distance);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ScoreRow row, Scores card)
    {
        json.WriteStartObject();
        json.WriteString("key", row.Key);
        json.WriteString("group", row.Group);
        json.WriteString("title", row.Title);
        json.WriteString("measured", row.Measured);
        json.WriteStartObject("cells");
        foreach (var (candidate, cell) in card.Candidates.Zip(row.Cells))
        {
            json.WriteStartObject(candidate.Candidate.Name);
            json.WriteString("text", cell.Text);
            if (cell.Number is { } number)
            {
                json.WriteNumber("number", number);
            }

            json.WriteString("grade", cell.Grade.ToString().ToLowerInvariant());
            Write(json, "why", cell.Why);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Distance distance)
    {
        json.WriteStartObject();
        json.WriteString("from", distance.From);
        json.WriteString("to", distance.To);
        json.WriteNumber("steps", distance.Steps);
        Write(json, "tablesAdded", distance.TablesAdded);
        Write(json, "tablesTakenAway", distance.TablesTakenAway);
        Write(json, "columnsAdded", distance.ColumnsAdded);
        Write(json, "columnsTakenAway", distance.ColumnsTakenAway);
        Write(json, "columnsAltered", distance.ColumnsAltered);
        Write(json, "split", distance.Split);
        Write(json, "derived", distance.Derived);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
